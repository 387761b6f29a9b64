package crm.emulator.paper;

import java.util.BitSet;
import java.util.List;

/** What a printer is told. */
sealed interface Instruction {

    /** Print a letter, given by its code. */
    record Letter(int code) implements Instruction {}

    /** LF: print the line. */
    record LineFeed() implements Instruction {}

    /** ESC @. */
    record Reset() implements Instruction {}

    /** ESC a: 0 left, 1 centre, 2 right. */
    record Align(int where) implements Instruction {}

    /** ESC E and ESC G. */
    record Bold(boolean on) implements Instruction {}

    /** ESC -. */
    record Underline(int dots) implements Instruction {}

    /** GS B: white on black. */
    record Inverse(boolean on) implements Instruction {}

    /** GS !: times the normal width and height. */
    record Size(int wide, int high) implements Instruction {}

    /** ESC 2 and ESC 3: from one line to the next, in dots. */
    record Spacing(int dots) implements Instruction {}

    /** ESC d. */
    record FeedLines(int lines) implements Instruction {}

    /** ESC J. */
    record FeedDots(int dots) implements Instruction {}

    /** GS v 0: rows of {@code width} dots, each dot so many times as wide and as high. */
    record Raster(int wide, int high, int width, List<BitSet> rows) implements Instruction {
        public Raster {
            rows = List.copyOf(rows);
        }
    }

    /** GS V, after so many dots of white. */
    record Cut(int dots) implements Instruction {}

    /** GS r: an answer in its turn. */
    record Ask(int what) implements Instruction {}

    /** Understood, and without any effect on this paper. */
    record NoEffect(String what) implements Instruction {}

    /** Nothing this printer knows. */
    record Unknown(String what) implements Instruction {}
}
