package crm.display.layout;

import crm.display.frame.Canvas;
import crm.display.frame.Font;
import crm.display.frame.Frame;
import crm.display.frame.Ink;
import crm.status.StatusView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts what a screen says on a panel of a given size, from the top: name and time; the state as one large word, on a
 * coloured ground if it is alarming, and the votes; what runs here; one sentence; the missing neighbours; and at the
 * foot the one sentence that stays true if the node dies with this picture on its screen. Where an incident is told, a
 * code in the lower right corner leads to its page, if all words find their place beside it.
 *
 * <p>Red is for attention only; on a panel without red, black ground takes its place.
 *
 * @param zone of the wall clock that visitors look at
 * @param site where people find the cluster's web page; without it no frame has a code
 */
public record StatusLayout(PanelSize size, Palette palette, ZoneId zone, Optional<String> site) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    private static final int MARGIN = 4;
    private static final String RUNS = "▶ ";
    private static final String IS_MISSING = "✗ ";

    /** For sentences, the most legible first. */
    private static final List<Font> LETTERS = List.of(Font.BOLD, Font.MEDIUM, Font.SMALL);

    /** True while the node lives and true when it is dead; the longest that fits is used. */
    private static final List<String> LAST_WORDS = List.of(
            "Light off = I am dead. Look at my neighbours.",
            "Light off = I am dead. Ask a neighbour.",
            "Light off = I am dead.");

    /** The frame for a view, as the node that gives it sees itself. */
    public Frame of(StatusView view) {
        return draw(words(view), view.asOf());
    }

    /** What the frame for a view says. */
    public ScreenText words(StatusView view) {
        return ScreenWords.of(view, site);
    }

    /** The frame for these words at this time. */
    public Frame draw(ScreenText text, Instant asOf) {
        return best(text, asOf).canvas.frame();
    }

    /**
     * The first of these on which every word has its place. A sentence cut off in the middle may say the contrary; the
     * names of services are found on any other screen, and the page of an incident without a code too.
     */
    private Page best(ScreenText text, Instant asOf) {
        Optional<QrCode> code = text.page().flatMap(QrCode::of);
        return Stream.of(text.services(), List.<String>of())
                .flatMap(services -> Stream.concat(code.stream().map(Optional::of), Stream.of(Optional.<QrCode>empty()))
                        .map(shown -> page(text, asOf, services, shown)))
                .filter(page -> page.complete)
                .findFirst()
                .orElseGet(() -> page(text, asOf, List.of(), Optional.empty()));
    }

    private Page page(ScreenText text, Instant asOf, List<String> services, Optional<QrCode> code) {
        var page = new Page(code.isPresent());
        page.header(text.name(), asOf);
        page.banner(text);
        code.ifPresent(page::code);
        page.services(services);
        page.footer();
        page.missing(text.missing());
        page.sentence(withWallClock(text.sentence()));
        return page;
    }

    /** Whether every word of these has a place on the panel, but for names of services that are only counted. */
    boolean holds(ScreenText text) {
        return best(text, Instant.EPOCH).complete;
    }

    /** Sentences of the core carry exact instants; visitors have a clock on the wall. */
    private String withWallClock(String sentence) {
        return INSTANT.matcher(sentence)
                .replaceAll(found -> CLOCK.withZone(zone).format(Instant.parse(found.group())));
    }

    /** A frame in the making: what is still free lies between {@code top} and {@code bottom}, left of {@code edge}. */
    private final class Page {

        private final Canvas canvas = new Canvas(size.width(), size.height());

        private final boolean withCode;

        /** White dots between two blocks: more where there is more room. */
        private final int gap;

        private int top;
        private int bottom = size.height();
        private int edge = size.width() - MARGIN;

        /** Whether every word of the sentence and of the missing neighbours is there. */
        private boolean complete = true;

        /** A page on which a code may need what the gaps of the smaller panel can give. */
        Page(boolean withCode) {
            this.withCode = withCode;
            gap = size.height() > 110 ? 4 : withCode ? 1 : 2;
            top = gap;
        }

        private int width() {
            return edge - MARGIN;
        }

        /** The name in the largest letters that leave the time its place. */
        void header(String name, Instant asOf) {
            String time = "as of " + CLOCK.withZone(zone).format(asOf);
            int free = width() - Font.SMALL.width(time) - MARGIN;
            Font font = LETTERS.stream()
                    .filter(letters -> letters.width(name) <= free)
                    .findFirst()
                    .orElse(Font.SMALL);
            complete &= font.width(name) <= free;
            int baseline = top + Font.BOLD.ascent();
            canvas.text(MARGIN, baseline - font.ascent(), font, name, Ink.BLACK);
            right(time, Font.SMALL, baseline - Font.SMALL.ascent(), Ink.BLACK);
            top += Font.BOLD.height();
        }

        void banner(ScreenText text) {
            int height = Font.LARGE.ascent() + 2 * (gap + 1);
            boolean filled = text.state().alarming();
            if (filled) {
                canvas.box(0, top, size.width(), height, palette.attention());
            } else {
                canvas.box(0, top, size.width(), 1, Ink.BLACK);
                canvas.box(0, top + height - 1, size.width(), 1, Ink.BLACK);
            }
            Ink ink = filled ? Ink.WHITE : Ink.BLACK;
            int capitals = top + gap + 1;
            canvas.text(MARGIN, capitals, Font.LARGE, text.state().text(), ink);
            right(text.quorum().present() + "/" + text.quorum().configured(), Font.BOLD, capitals, ink);
            right("votes", Font.SMALL, capitals + Font.LARGE.ascent() - Font.SMALL.ascent(), ink);
            top += height + gap + 1;
        }

        /** How far rules and grounds go: to the end of the panel, or to the white rim of a code. */
        private int ruled() {
            return withCode ? edge : size.width();
        }

        /** In the lower right corner; the rest of the page is left of it. */
        void code(QrCode code) {
            int banner = top - gap - 1;
            edge = size.width() - code.side();
            complete &= bottom - code.side() >= banner;
            code.draw(canvas, edge, bottom - code.side());
        }

        /** In the largest letters in which all of them fit, or else as many as fit. */
        void services(List<String> services) {
            if (services.isEmpty()) {
                return;
            }
            Font font = LETTERS.stream()
                    .filter(letters -> letters.width(RUNS + String.join(", ", services)) <= width())
                    .findFirst()
                    .orElse(Font.MEDIUM);
            String shown = fitting(services, font);
            // Names are only counted where there is no room for them, not because a code takes it.
            complete &= !withCode || shown.equals(String.join(", ", services));
            canvas.text(MARGIN, top, font, RUNS + shown, Ink.BLACK);
            top += Font.BOLD.height() + Math.max(1, gap - 1);
        }

        void footer() {
            String words = LAST_WORDS.stream()
                    .filter(candidate -> Font.SMALL.width(candidate) <= width())
                    .findFirst()
                    .orElse(LAST_WORDS.getLast());
            bottom -= Font.SMALL.height();
            canvas.text(MARGIN, bottom, Font.SMALL, words, Ink.BLACK);
            bottom -= gap + 1;
            canvas.box(0, bottom, ruled(), 1, Ink.BLACK);
            bottom -= gap - 1;
        }

        void missing(Optional<String> missing) {
            missing.map(words -> Paragraph.of(IS_MISSING + words, Font.BOLD, width(), 2))
                    .ifPresent(paragraph -> {
                        complete &= paragraph.complete();
                        paragraph.lines().reversed().forEach(this::alert);
                        // Short lines beside a code fill their place to its last row; their tails must not touch.
                        bottom -= withCode ? 1 : 0;
                    });
        }

        private void alert(String line) {
            bottom -= Font.BOLD.height() + 1;
            if (palette == Palette.BLACK_WHITE) {
                canvas.box(0, bottom - 1, ruled(), Font.BOLD.height() + 1, Ink.BLACK);
                canvas.text(MARGIN, bottom, Font.BOLD, line, Ink.WHITE);
            } else {
                canvas.text(MARGIN, bottom, Font.BOLD, line, palette.attention());
            }
        }

        /** In the largest letters in which the whole sentence fits into what is left. */
        void sentence(String sentence) {
            Font font = LETTERS.stream()
                    .filter(letters -> paragraph(sentence, letters).complete())
                    .findFirst()
                    .orElse(Font.SMALL);
            Paragraph paragraph = paragraph(sentence, font);
            complete &= paragraph.complete();
            for (String line : paragraph.lines()) {
                canvas.text(MARGIN, top, font, line, Ink.BLACK);
                top += font.height() + 1;
            }
        }

        private Paragraph paragraph(String sentence, Font font) {
            // The white below the last line is no part of it.
            int lines = Math.max(0, (bottom - top + 1) / (font.height() + 1));
            return Paragraph.of(sentence, font, width(), lines);
        }

        private void right(String text, Font font, int y, Ink ink) {
            canvas.text(size.width() - MARGIN - font.width(text), y, font, text, ink);
        }

        /** As many names as fit, and how many more there are. */
        private String fitting(List<String> names, Font font) {
            for (int shown = names.size(); shown > 0; shown--) {
                String text = String.join(", ", names.subList(0, shown))
                        + (shown < names.size() ? " +" + (names.size() - shown) : "");
                if (font.width(RUNS + text) <= width()) {
                    return text;
                }
            }
            return names.size() + " services";
        }
    }
}
