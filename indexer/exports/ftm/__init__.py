"""What is chosen as FollowTheMoney entities, as Aleph takes them in. See docs/exports.md."""
