package crm.emulator.paper;

import crm.emulator.paper.PrintLine.Look;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A printer's head and its paper. Bytes come in as they come; what they print is on the paper at once, as long as there
 * is paper. Without paper they wait, and only the question for the state is answered. Not for several threads.
 */
public final class PaperRoll {

    /** Dots across the paper that can be printed. */
    public static final int WIDTH = 384;

    /** Longer than any roll. */
    private static final int ENDLESS = Integer.MAX_VALUE;

    private final PrinterFont font = new PrinterFont();
    private final List<BitSet> paper = new ArrayList<>();
    private final List<Integer> cuts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private PrintLine line = new PrintLine();
    private Look look = Look.NORMAL;
    private int alignment;
    private int spacing = EscPosReader.SPACING;
    private int paperLeft = ENDLESS;
    private boolean coverOpen;

    /**
     * Takes bytes.
     *
     * @return what the printer answers
     */
    public byte[] feed(byte[] bytes) {
        var answers = new ByteArrayOutputStream();
        waiting.writeBytes(withoutQuestions(bytes, answers));
        work(answers);
        return answers.toByteArray();
    }

    /** Puts a roll in that ends after so many dots, and goes on with what waits. */
    public byte[] loadPaper(int dots) {
        paperLeft = dots;
        var answers = new ByteArrayOutputStream();
        work(answers);
        return answers.toByteArray();
    }

    /** Puts a roll in that never ends. */
    public byte[] loadPaper() {
        return loadPaper(ENDLESS);
    }

    /** Takes the paper out. */
    public void takePaperOut() {
        paperLeft = 0;
    }

    public boolean hasPaper() {
        return paperLeft > 0;
    }

    /** Opens the cover: nothing is printed until it is closed. */
    public void openCover() {
        coverOpen = true;
    }

    /** Closes it and goes on with what waits. */
    public byte[] closeCover() {
        coverOpen = false;
        var answers = new ByteArrayOutputStream();
        work(answers);
        return answers.toByteArray();
    }

    private boolean prints() {
        return hasPaper() && !coverOpen;
    }

    /** What this printer did not understand, as far as it came. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Printed rows of dots, from the first. */
    List<BitSet> rows() {
        return paper;
    }

    /** The rows before which the paper was cut. */
    List<Integer> cuts() {
        return cuts;
    }

    /** DLE EOT is answered at once and never waits. Data of a picture may look like it; real printers err likewise. */
    private byte[] withoutQuestions(byte[] bytes, ByteArrayOutputStream answers) {
        var rest = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at++) {
            boolean question = at + 2 < bytes.length
                    && bytes[at] == 0x10
                    && bytes[at + 1] == 0x04
                    && bytes[at + 2] >= 1
                    && bytes[at + 2] <= 4
                    && !withinPicture(rest);
            if (question) {
                answers.write(state(bytes[at + 2]));
                at += 2;
            } else {
                rest.write(bytes[at]);
            }
        }
        return rest.toByteArray();
    }

    private boolean withinPicture(ByteArrayOutputStream rest) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(waiting.toByteArray());
        all.writeBytes(rest.toByteArray());
        var reader = new EscPosReader(all.toByteArray());
        while (reader.next().isPresent()) {
            // Only where the last whole instruction ends matters.
        }
        return reader.consumed() < all.size();
    }

    private int state(int question) {
        int always = 0x12;
        return switch (question) {
            case 1 -> always | (prints() ? 0 : 0x08);
            case 2 -> always | (hasPaper() ? 0 : 0x20) | (coverOpen ? 0x04 : 0);
            case 4 -> always | (hasPaper() ? 0 : 0x60);
            default -> always;
        };
    }

    private void work(ByteArrayOutputStream answers) {
        byte[] bytes = waiting.toByteArray();
        var reader = new EscPosReader(bytes);
        while (prints()) {
            Optional<Instruction> next = reader.next();
            if (next.isEmpty()) {
                break;
            }
            obey(next.get(), answers);
        }
        waiting = new ByteArrayOutputStream();
        waiting.writeBytes(Arrays.copyOfRange(bytes, reader.consumed(), bytes.length));
    }

    private void obey(Instruction instruction, ByteArrayOutputStream answers) {
        switch (instruction) {
            case Instruction.Letter(int code) -> letter(code);
            case Instruction.LineFeed() -> print();
            case Instruction.Reset() -> reset();
            case Instruction.Align(int where) -> alignment = where;
            case Instruction.Bold(boolean on) ->
                look = new Look(on, look.inverse(), look.underline(), look.wide(), look.high());
            case Instruction.Underline(int dots) ->
                look = new Look(look.bold(), look.inverse(), dots, look.wide(), look.high());
            case Instruction.Inverse(boolean on) ->
                look = new Look(look.bold(), on, look.underline(), look.wide(), look.high());
            case Instruction.Size(int wide, int high) ->
                look = new Look(look.bold(), look.inverse(), look.underline(), wide, high);
            case Instruction.Spacing(int dots) -> spacing = dots;
            case Instruction.FeedLines(int lines) -> feedDots(lines * spacing);
            case Instruction.FeedDots(int dots) -> feedDots(dots);
            case Instruction.Raster raster -> picture(raster);
            case Instruction.Cut(int dots) -> cut(dots);
            case Instruction.Ask(int what) -> answers.write(hasPaper() || what % '0' != 1 ? 0 : 0x0c);
            case Instruction.NoEffect _ -> {}
            case Instruction.Unknown(String what) -> complaints.add("unknown: " + what);
        }
    }

    private void reset() {
        line = new PrintLine();
        look = Look.NORMAL;
        alignment = 0;
        spacing = EscPosReader.SPACING;
    }

    private void letter(int code) {
        if (line.width() + PrinterFont.WIDTH * look.wide() > WIDTH) {
            print();
        }
        line.add(font, code, look);
    }

    private void print() {
        line.rows().forEach(row -> advance(shifted(row, line.width())));
        feedDots(Math.max(0, spacing - line.rows().size()) + (line.rows().size() > spacing ? 6 : 0));
        line = new PrintLine();
    }

    private void picture(Instruction.Raster raster) {
        if (!line.isEmpty()) {
            complaints.add("a picture in the middle of a line");
            print();
        }
        int width = raster.width() * raster.wide();
        if (width > WIDTH) {
            complaints.add("a picture of " + width + " dots is wider than the paper");
        }
        for (BitSet dots : raster.rows()) {
            var row = new BitSet();
            for (int x = 0; x < Math.min(width, WIDTH); x++) {
                row.set(x, dots.get(x / raster.wide()));
            }
            for (int again = 0; again < raster.high(); again++) {
                advance(shifted(row, Math.min(width, WIDTH)));
            }
        }
    }

    private BitSet shifted(BitSet row, int width) {
        int by = switch (alignment) {
            case 1 -> (WIDTH - width) / 2;
            case 2 -> WIDTH - width;
            default -> 0;
        };
        var shifted = new BitSet();
        row.stream().forEach(x -> shifted.set(x + by));
        return shifted;
    }

    private void cut(int dots) {
        if (!line.isEmpty()) {
            print();
        }
        feedDots(dots);
        cuts.add(paper.size());
    }

    private void feedDots(int dots) {
        for (int i = 0; i < dots; i++) {
            advance(new BitSet());
        }
    }

    /** What is printed where there is no paper is lost, as on a real one. */
    private void advance(BitSet row) {
        if (paperLeft > 0) {
            paper.add(row);
            paperLeft -= paperLeft == ENDLESS ? 0 : 1;
        }
    }
}
