"""A newsletter that the owner gets holds something about what they like: send it on."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.core.articles import FRESH_DAYS
from daemon.core.model import Circle, Evidence, Owner, Relationship, Suggestion

KIND = "article"
#: Days between two articles to one person: more would be a newsletter of one's own.
DAYS_BETWEEN = 60
#: Somebody whom the owner wrote to within so many days is in no need of another mail.
LATELY_DAYS = 10
#: With whom there was no contact for so long, a link out of the blue is an odd beginning.
LAPSES_AFTER_DAYS = 540
_CLOSENESS = {Circle.INNER: 9.0, Circle.CLOSE: 6.0, Circle.REGULAR: 3.0}


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The article that was found for them, while it is fresh; a question of theirs comes first."""
    person, match = relationship.person, relationship.article
    if match is None or relationship.gaps or not person.touches_in or person.last_touch is None:
        return None
    if now - person.last_touch > timedelta(days=LAPSES_AFTER_DAYS):
        return None
    lately = timedelta(days=DAYS_BETWEEN)
    sent_lately = any(kind == KIND and now - at < lately for kind, at in relationship.drafted)
    if sent_lately and not relationship.draft_open:  # the one that waits still stands
        return None
    article, told = match.article, match.fact
    likes = "they told you that they like" if told.message_ref else "you noted that they like"
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{likes} {told.value}, and "
        f"{article.paper or 'a newsletter'} holds something about it",
        act=f"Send them “{article.title}”",
        occasion=f"article:{article.link}",
        score=38.0 + _CLOSENESS.get(person.circle, 0.0),
        evidence=(
            Evidence(
                f"an article in {article.paper or 'a newsletter'} of yours: {article.link}",
                article.at,
                article.message_ref,
                article.message_id,
                article.title,
            ),
            Evidence(f"{likes} it", told.at, told.message_ref, told.message_id, told.quote),
        ),
        expires_at=article.at + timedelta(days=FRESH_DAYS),
        address=person.addresses[0] if person.addresses else "",
        last_mail=person.last_touch,
        language=relationship.language,
        detail=article.title,
        link=article.link,
        since=now - timedelta(days=LATELY_DAYS),
    )
