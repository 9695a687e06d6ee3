"""What all screens that stand over the reader share: they end once."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen

T = TypeVar("T")


class Over(ModalScreen[T | None], Generic[T]):
    """A screen over the reader's, with a result, or None if the person thought better of it."""

    @property
    def there(self) -> bool:
        """Tell whether it can be seen: keys come faster than screens do, and one may be left before it is there."""
        return self.is_current and bool(self.query("Lines"))

    def leave(self, result: T | None = None) -> None:
        """End. Of two keys that came in one moment the second would close the reader itself."""
        if self.is_current:
            self.dismiss(result)
