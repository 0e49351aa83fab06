"""The printed bytes: letters as typed in four languages, tagged, dated by nobody, whole or none."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

import pikepdf
import pytest
from django.template.loader import render_to_string
from weasyprint.urls import FatalURLFetchingError

from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.domain.rendering import bytes_of, render, waiting
from disclosure.enums import Layout, PackKind
from disclosure.models import Pack, PassageTranslation
from disclosure.rendering import page, pictograms, reading, store
from disclosure.rendering.easy_read import Explained, sentences
from disclosure.rendering.page import direction
from disclosure.rendering.pdf import PICTOGRAMS, STYLES, html_to_pdf
from disclosure.rendering.reading import pages_of
from disclosure.wording import words
from tests.disclosure.conftest import Household
from tests.disclosure.structure import elements, sizes_of_type
from tests.factories.disclosure import document_of, make_pack, make_passage, make_recipient

SENTENCES = {
    "en": "The quick office file: affluent, fflffi — O'Featherby’s “plan”.",
    "pl": "Zażółć gęślą jaźń. Łukasz przyjdzie 3 grudnia 2026.",
    "ur": "یہ منصوبہ آپ کے بچوں کو محفوظ رکھنے کے لیے ہے۔ ڈاکٹر بدھ کو آئیں گے۔",
    "ar": "هذه الخطة لحماية أطفالك. السلام أولا ثم الأمان مع عبدالله، إن شاء الله.",
}


def letters(text: str) -> str:
    """The letters, in order, without marks of direction, spaces or punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if letter.isalnum())


def pack_in(home: Household, language: str, layout: str = Layout.STANDARD) -> Pack:
    passage = make_passage(home.record, SENTENCES["en"], audience=[home.mother])
    if language != "en":
        PassageTranslation.objects.create(
            passage=passage,
            version=1,
            language=language,
            text=SENTENCES[language],
            translator="A. Reader",
            entered_by=home.chair,
        )
    recipient = make_recipient(home.record, home.mother, language=language, layout=layout)
    return make_pack(recipient, passage, by=home.chair)


@pytest.mark.parametrize("layout", Layout.values)
@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_letters_in_the_bytes_are_the_letters_typed(
    home: Household, language: str, layout: str
) -> None:
    pack = pack_in(home, language, layout)
    written = letters("".join(pages_of(bytes_of(pack))))
    assert letters(SENTENCES["en"]) in written
    assert letters(SENTENCES[language]) in written
    assert letters(words(language)["section.worries"]) in written


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_every_heading_can_be_read_back(language: str) -> None:
    headings = [re.sub(r"\{\w+\}", "", text) for text in words(language).values()]
    html = f"<html lang={language} dir={direction(language)}><title>x</title>"
    pdf = html_to_pdf(
        html + "".join(f"<p>{heading}</p>" for heading in headings),
        layout=Layout.STANDARD,
        identifier="x",
    )
    written = letters("".join(pages_of(pdf)))
    assert [heading for heading in headings if letters(heading) not in written] == []


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_the_structure_is_tagged_and_the_language_said(home: Household, language: str) -> None:
    with pikepdf.open(io.BytesIO(bytes_of(pack_in(home, language)))) as pdf:
        root = pdf.Root
        assert str(root.Lang) == language
        assert bool(root.MarkInfo.Marked) is True
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        metadata = root.Metadata.read_bytes().decode()
        assert "pdfuaid:part" in metadata
        kinds = {str(element.S) for element in elements(root.StructTreeRoot)}
    assert {"/H1", "/H2", "/P"} <= kinds


def test_all_fonts_are_our_own_and_embedded(home: Household) -> None:
    with pikepdf.open(io.BytesIO(bytes_of(pack_in(home, "ur")))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).split("+")[-1] for font in fonts}
    assert names <= {"Pack", "Pack-Bold", "Pack-Arabic", "Pack-Arabic-Bold"}
    assert names & {"Pack-Arabic", "Pack-Arabic-Bold"}


def test_the_same_content_gives_the_same_bytes(home: Household) -> None:
    pack = pack_in(home, "en")
    before = pack.sha256
    Pack.objects.update(sha256="", rendered_fingerprint="")
    assert render(pack.pk).sha256 == before


def test_a_draft_translation_says_so_on_the_page(home: Household) -> None:
    pack = pack_in(home, "pl")
    assert letters(words("pl")["draft"]) in letters("".join(pages_of(bytes_of(pack))))


@pytest.mark.parametrize(
    "wanted",
    ["https://example.invalid/x.png", "file:///etc/passwd", "../../../etc/hostname"],
)
def test_a_page_fetches_nothing_but_our_fonts_and_drawings(wanted: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        html_to_pdf(
            f'<html lang=en><title>x</title><img src="{wanted}" alt="">',
            layout=Layout.STANDARD,
            identifier="x",
        )


def test_free_text_is_never_markup(home: Household) -> None:
    passage = make_passage(
        home.record, '<img src="file:///etc/passwd"><b>bold</b> & so on', audience=[home.mother]
    )
    pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
    assert '<img src="file:///etc/passwd"><b>bold</b> & so on' in " ".join(
        "".join(pages_of(bytes_of(pack))).split()
    )


class TestWholeOrNone:
    """quality.md, F12: a worker dies half-way through a pack."""

    def test_a_worker_that_dies_before_the_row_leaves_the_pack_unrendered(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = pack_in(home, "en")
        Pack.objects.update(sha256="", rendered_fingerprint="")

        def dies(pdf: bytes) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("disclosure.domain.rendering.page_count", dies)
        with pytest.raises(KeyboardInterrupt):
            render(pack.pk)
        pack.refresh_from_db()
        assert (pack.sha256, list(waiting())) == ("", [pack.pk])

    def test_a_worker_that_dies_while_writing_leaves_no_half_file(
        self, home: Household, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
    ) -> None:
        settings.PRIVATE_DIR = tmp_path

        def full(handle: int) -> None:
            raise OSError("No space left on device")

        monkeypatch.setattr("disclosure.rendering.store.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.write("packs/1/x.pdf", b"words")
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_words_changed_while_rendering_are_not_named_by_the_old_bytes(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = pack_in(home, "en")
        Pack.objects.update(sha256="", rendered_fingerprint="")

        def changes_meanwhile(pdf: bytes) -> int:
            Pack.objects.filter(pk=pack.pk).update(fingerprint="f" * 64)
            return 1

        monkeypatch.setattr("disclosure.domain.rendering.page_count", changes_meanwhile)
        left = render(pack.pk)
        assert (left.is_rendered, left.sha256) == (False, "")

    def test_bytes_changed_on_the_disk_are_not_handed_out(self, home: Household) -> None:
        pack = pack_in(home, "en")
        path = store.root() / store.pack_place(pack.pk, pack.sha256)
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(store.Changed):
            bytes_of(pack)

    def test_the_store_holds_no_words_in_its_names(self, home: Household) -> None:
        pack_in(home, "en")
        names = " ".join(str(path) for path in store.root().rglob("*"))
        assert "Ngozi" not in names


@pytest.mark.parametrize(
    ("layout", "points", "smallest"),
    [(Layout.STANDARD, 12, 9), (Layout.LARGE_PRINT, 18, 14), (Layout.EASY_READ, 16, 16)],
)
def test_each_layout_has_its_size(
    home: Household, layout: Layout, points: int, smallest: int
) -> None:
    """As printed. The smallest is that of the marks in the margin, of which the eye needs few."""
    passage = make_passage(home.record, "Word. " * 400, audience=[home.mother])
    recipient = make_recipient(home.record, home.mother, layout=layout)
    document = document_of(passage, kind=PackKind.OUTLINE_PLAN)
    sizes = sizes_of_type(bytes_of(make_pack(recipient, document=document, by=home.chair)))
    [(commonest, _)] = sizes.most_common(1)
    assert (commonest, min(sizes)) == (points, smallest)


@pytest.mark.parametrize("layout", [Layout.STANDARD, Layout.EASY_READ])
@pytest.mark.parametrize("language", ["ur", "ar", "en"])
def test_a_telephone_number_is_never_turned_round(language: str, layout: Layout) -> None:
    """In a page read from the right, groups of digits would stand in the wrong order."""
    label = {"key": "fact.telephone", "name": ""}
    told = {"label": label, "value": {"text": "01632 960 103"}}
    pack = Pack(language=language, layout=layout)
    fact = page._fact(told, pack, Explained(language))
    name = "facts_easy" if layout == Layout.EASY_READ else "facts"
    table = render_to_string(f"pdf/{name}.html", {"section": {"facts": [fact]}})
    opening = f'<html lang="{language}" dir="{page.direction(language)}">'
    html = f"{opening}<head><title>Telephone</title></head><body>{table}</body></html>"
    pdf = html_to_pdf(html, layout=Layout.STANDARD, identifier="telephone")
    boxes = reading._run([reading.PDFTOTEXT, "-bbox", "-", "-"], pdf).decode()
    found = re.findall(r'xMin="([\d.]+)"[^>]*>(01632|960|103)<', boxes)
    assert [digits for _, digits in sorted(found, key=lambda each: float(each[0]))] == [
        "01632",
        "960",
        "103",
    ]


class TestEasyRead:
    def test_our_own_sentences_are_short(self) -> None:
        ours = {k: v for k, v in words("en").items() if k.startswith(("easy.", "explain."))}
        long = [s for v in ours.values() for s in sentences(v) if len(s.split()) > 11]
        assert long == []

    def test_every_heading_and_fact_of_a_paper_has_its_sentence(self) -> None:
        """A child's page and our covers are in easy words already."""
        facts = [key for key in words("en") if key.startswith("fact.")]
        own = {"fact.decision", "fact.what_next"}
        letters_only = {"fact.day", "fact.time", "fact.way_there", "fact.heard"}
        missing = {key for key in facts if f"easy.{key}" not in words("en")}
        assert missing == own | letters_only

    @pytest.mark.parametrize("language", ["en", "pl", "ur", "ar"])
    def test_a_fact_is_a_sentence_and_a_hard_word_is_explained_once(
        self, home: Household, language: str
    ) -> None:
        said = "The health visitor came. She told the social worker."
        passage = make_passage(home.record, said, audience=[home.mother])
        chair = Fact(Word("fact.chair"), "Petra Chairwell", "conferences.Conference.chair")
        plan = Fact(
            Word("fact.decision"), Word("decision.plan_made"), "conferences.Decision.outcome"
        )
        action = Item(passage.uuid, who=Word("to_be_confirmed_by", name="Olwen Pugh"))
        document = Document(
            PackKind.OUTLINE_PLAN,
            (
                Section(Word("section.about"), facts=(chair, plan)),
                Section(Word("section.actions"), items=(action, action), style="actions"),
                Section(Word("section.not_agree"), wording=(Word("not_agree.how"),)),
            ),
        )
        recipient = make_recipient(
            home.record, home.mother, language=language, layout=Layout.EASY_READ
        )
        html = page.pack_html(make_pack(recipient, document=document, by=home.chair))
        ours = words(language)
        assert ours["easy.fact.chair"].split("{value}")[-1] in html
        assert ours["easy.to_be_confirmed_by"].split("{name}")[-1] in html
        for word in ("chair", "child_protection_plan", "health_visitor", "social_worker"):
            assert html.count(f"{ours[f'explain.{word}'].partition(':')[2]}</p>") == 1
        for sentence in sentences(ours["not_agree.how"]):
            assert f"<p>{sentence}</p>" in html
        assert "<p>The health visitor came.</p>" in re.sub(r'<p dir="ltr"[^>]*>', "<p>", html)

    def test_every_drawing_that_is_asked_for_is_there(self) -> None:
        styles = "".join(path.read_text() for path in STYLES.glob("*.css"))
        asked = set(re.findall(r"pictograms/(\w+)\.svg", styles))
        assert asked == {path.stem for path in PICTOGRAMS.glob("*.svg")}
        assert set(pictograms._BY_HEADING.values()) <= asked
