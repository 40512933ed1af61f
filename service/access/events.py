"""What the ledger says of people, locks and reviews: kinds of event, and what each may follow."""

from datetime import UTC, datetime
from enum import StrEnum

from data.model import Text
from data.storage.ledger import LedgerLine


class Event(StrEnum):
    """What can happen, and so stands in the ledger."""

    SUBMISSION = "submission"
    TARGETS = "targets"
    MOVE = "move"  # of submissions, in review or to restore a version
    LOCK = "lock"
    UNLOCK = "unlock"
    GRANT = "grant"
    REVOKE = "revoke"
    REVIEW = "review"  # switched on or off
    FETCH = "fetch"  # a file as it was sent was handed out: changes nothing, and is logged all the same
    PUBLICATION = "publication"  # all that stands, under a version, with its archive
    OPEN = "open"  # figures may be read without a sign-in, or no longer
    SITES = "sites"  # the web sites that may show charts in a frame
    TOKEN = "token"  # a key was given to a person for their programs
    TOKEN_END = "token_end"  # and taken away
    BULLETIN = "bulletin"  # the first page of a quarter was frozen, with its figures as they were
    LAYOUT = "layout"  # how a kind of file of a province is read, confirmed and kept
    LAYOUT_END = "layout_end"  # and withdrawn
    COMPLETENESS = "completeness"  # how many provinces must have sent a quarter for it to be the latest


EVENT_LABELS: dict[Event, Text] = {
    Event.SUBMISSION: Text("Nộp số liệu", "Figures sent"),
    Event.TARGETS: Text("Nhập chỉ tiêu kế hoạch", "Targets entered"),
    Event.MOVE: Text("Duyệt hoặc khôi phục", "Reviewed or restored"),
    Event.LOCK: Text("Khóa quý", "Quarter locked"),
    Event.UNLOCK: Text("Mở khóa quý", "Quarter unlocked"),
    Event.GRANT: Text("Cấp quyền", "Role granted"),
    Event.REVOKE: Text("Thu hồi quyền", "Role revoked"),
    Event.REVIEW: Text("Bật hoặc tắt duyệt", "Review switched"),
    Event.FETCH: Text("Tải tệp gốc", "Original file fetched"),
    Event.PUBLICATION: Text("Công bố dữ liệu", "Data published"),
    Event.OPEN: Text("Mở hoặc đóng số liệu công khai", "Figures opened or closed to the public"),
    Event.SITES: Text("Đặt trang web được nhúng biểu đồ", "Web sites that may frame charts set"),
    Event.TOKEN: Text("Cấp khóa truy cập", "Access key given"),
    Event.TOKEN_END: Text("Thu hồi khóa truy cập", "Access key withdrawn"),
    Event.BULLETIN: Text("Chốt bản tin", "Bulletin frozen"),
    Event.LAYOUT: Text("Xác nhận cách đọc tệp", "Layout of a file confirmed"),
    Event.LAYOUT_END: Text("Thôi dùng cách đọc tệp", "Layout of a file withdrawn"),
    Event.COMPLETENESS: Text("Đặt mức đủ của quý mới nhất", "Share for the latest quarter set"),
}


def moment_of(line: LedgerLine) -> datetime:
    return datetime.fromisoformat(line.at).replace(tzinfo=UTC)
