"""An address that a page had before leads to the same view, with all that was chosen."""

import pytest

from pages.server import menu, old_addresses


@pytest.mark.parametrize(
    ("path", "query", "leads"),
    [
        ("/xu-huong", "", "/kham-pha"),
        ("/xu-huong", "chi-tieu=MQ01&ky=year&lang=en", "/kham-pha?chi-tieu=MQ01&ky=year&lang=en"),
        ("/xu-huong", "tinh=ha-noi,hue", "/kham-pha?tinh=VN,ha-noi,hue"),
        ("/xu-huong", "phan-to=topic", "/kham-pha?xem=co-cau&phan-to=topic"),
        (
            "/xu-huong",
            "ve-them=nam-truoc,chi-so",
            "/kham-pha?ve-them=nam-truoc&tinh-theo=chi-so",
        ),
        ("/xu-huong", "ve-them=dan-so", "/kham-pha?tinh-theo=dan-so"),
        ("/so-sanh", "", "/kham-pha?xem=xep-hang"),
        ("/so-sanh", "xem=phan-bo&quy=2025-Q3&pham-vi=hue", "/kham-pha?xem=phan-bo&quy=2025-Q3&tinh=hue"),
        ("/so-sanh", "xem=theo-ky&ky=year&nam=2025", "/kham-pha?xem=theo-ky&ky=year&den=2025-Q4"),
        ("/so-sanh", "xem=theo-ky&quy=khong-co", "/kham-pha?xem=theo-ky"),
        ("/so-sanh", "vung=dong-nam-bo&pham-vi=VN", "/kham-pha?xem=xep-hang&nhom=dong-nam-bo"),
        ("/ban-do", "chi-tieu=TR01&don-vi=63", "/kham-pha?xem=ban-do&chi-tieu=TR01&don-vi=63"),
        ("/kham-pha", "pham-vi=hue", ""),
        ("/tong-quan", "pham-vi=hue", "/ho-so-tinh?tinh=hue"),
        ("/", "pham-vi=ha-giang&quy=2025-Q2&don-vi=63", "/ho-so-tinh?tinh=ha-giang&quy=2025-Q2&don-vi=63"),
        ("/", "pham-vi=dong-nam-bo", ""),
    ],
)
def test_an_old_address_leads_to_the_same_view(path: str, query: str, leads: str) -> None:
    assert old_addresses.moved(path, query) == leads


def test_every_field_is_found_under_its_former_address_too() -> None:
    for path, name in menu.FIELDS.items():
        former = name.replace("_", "-")
        asked = f"pham-vi=hue&quy=2025-Q4&chi-tieu-{former}=XX01"
        assert old_addresses.moved(f"/{former}", asked) == f"/{path}?quy=2025-Q4&chi-tieu=XX01&tinh=hue"
        assert old_addresses.moved(f"/{path}", "quy=2025-Q4") == "", "where it is now it stays"


def test_what_an_old_address_says_cannot_lead_elsewhere() -> None:
    led = old_addresses.moved("/xu-huong", "chi-tieu=%0d%0aX: y&tinh=//evil.example&a=%22%3E<script>")
    assert led.startswith("/kham-pha?")
    assert not {"\r", "\n", "<", '"', " "} & set(led)
