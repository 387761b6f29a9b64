package crm.formats.values;

/** Text that is not a value of the wanted type; the message says where, what is wrong and what was expected. */
public final class MalformedValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String what;

    MalformedValue(String what) {
        this("", what);
    }

    private MalformedValue(String place, String what) {
        super(place.isEmpty() ? what : place + ": " + what);
        this.place = place;
        this.what = what;
    }

    /** The same trouble, seen from one level further out. */
    MalformedValue within(String outer) {
        String separator = place.isEmpty() || place.startsWith("[") ? "" : ".";
        return new MalformedValue(outer + separator + place, what);
    }
}
