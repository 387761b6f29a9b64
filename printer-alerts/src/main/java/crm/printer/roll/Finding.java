package crm.printer.roll;

/** What a roll tells of one receipt. */
public sealed interface Finding {

    /** One plain sentence without a full stop. */
    String sentence();

    /** Whether it speaks against the roll. */
    boolean grave();

    /** It says what the journal says it said. */
    record Genuine(int number) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is genuine";
        }

        @Override
        public boolean grave() {
            return false;
        }
    }

    /** Its seal is right, but what it says cannot be checked: the journal has forgotten the receipt before. */
    record SealOnly(int number) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " has the right seal; its words cannot be checked any more";
        }

        @Override
        public boolean grave() {
            return false;
        }
    }

    /** It does not say what it said when it was printed. */
    record Altered(int number, String what) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " was altered: " + what;
        }

        @Override
        public boolean grave() {
            return true;
        }
    }

    /** It ends before its seal; it counts as if it were not there. */
    record CutShort(int number) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is cut short, as when the paper ends";
        }

        @Override
        public boolean grave() {
            return false;
        }
    }

    /** The journal knows it, the roll does not. */
    record Missing(int number, boolean last) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is missing"
                    + (last ? ": it was torn off, or waits for the printer" : ": it was taken out of the roll");
        }

        @Override
        public boolean grave() {
            return true;
        }
    }

    /** The journal knows it, and that a node printed it of which nothing is on this roll. */
    record Elsewhere(int number, String node) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " was printed by " + node + ", on another roll";
        }

        @Override
        public boolean grave() {
            return false;
        }
    }

    /** The roll has it, the journal never heard of it. */
    record Unknown(int number) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is on the roll and not in the journal";
        }

        @Override
        public boolean grave() {
            return true;
        }
    }

    /** The roll has it, and the journal has forgotten receipts that old. */
    record TooOld(int number) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is older than what the journal keeps";
        }

        @Override
        public boolean grave() {
            return false;
        }
    }

    /** It stands behind a later one. */
    record OutOfOrder(int number, int behind) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " stands behind receipt " + behind;
        }

        @Override
        public boolean grave() {
            return true;
        }
    }

    /** It is there twice. That is no fault if the later one says so itself. */
    record SecondCopy(int number, boolean marked) implements Finding {
        @Override
        public String sentence() {
            return "receipt " + number + " is there twice" + (marked ? ", as the later one says" : "");
        }

        @Override
        public boolean grave() {
            return !marked;
        }
    }
}
