"""How many edits are between two words: put one sign in, take one out, put one for another (Levenshtein)."""


def distance(one: str, other: str) -> int:
    """Return how many edits there are between two words."""
    row = list(range(len(other) + 1))
    for count, sign in enumerate(one, 1):
        before, row = row, [count]
        for index, its in enumerate(other):
            row.append(min(before[index + 1] + 1, row[index] + 1, before[index] + (sign != its)))
    return row[-1]


def within(one: str, other: str, most: int) -> bool:
    """Tell whether one word is at most so many edits from the other, sooner than `distance` would.

    Only what lies at most `most` off the diagonal is looked at, and none of it after a row in which all is too far.
    """
    if one == other:
        return True
    if abs(len(one) - len(other)) > most:
        return False
    far = most + 1
    row = [min(column, far) for column in range(len(other) + 1)]
    for index, sign in enumerate(one, 1):
        first, last = max(1, index - most), min(len(other), index + most)
        before, row = row, [far] * (len(other) + 1)
        row[0] = min(index, far)
        for column in range(first, last + 1):
            put = before[column - 1] + (sign != other[column - 1])
            row[column] = min(put, before[column] + 1, row[column - 1] + 1, far)
        if min(row[max(0, first - 1) : last + 1]) > most:
            return False
    return row[-1] <= most
