package crm.formats.cib;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One element of a parsed document: name, attributes in written order, child elements, and the line it stands on. */
final class XmlElement {

    private final String name;
    private final String[] namesAndValues;
    private final List<XmlElement> children;
    private final int line;

    /**
     * @param namesAndValues attribute names and values in turn
     * @param line of the end of the start tag, from 1
     */
    XmlElement(String name, String[] namesAndValues, List<XmlElement> children, int line) {
        this.name = name;
        this.namesAndValues = namesAndValues;
        this.children = children;
        this.line = line;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    List<XmlElement> children() {
        return children;
    }

    Stream<XmlElement> children(String named) {
        return children.stream().filter(child -> child.is(named));
    }

    Optional<XmlElement> child(String named) {
        return children(named).findFirst();
    }

    boolean is(String other) {
        return name.equals(other);
    }

    boolean has(String attribute) {
        return value(attribute) != null;
    }

    Optional<String> get(String attribute) {
        return Optional.ofNullable(value(attribute));
    }

    String get(String attribute, String otherwise) {
        String value = value(attribute);
        return value == null ? otherwise : value;
    }

    private @Nullable String value(String attribute) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(attribute)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    /** The id, or an empty text. */
    String id() {
        return get("id", "");
    }

    List<String> attributeNames() {
        var names = new String[namesAndValues.length / 2];
        for (int i = 0; i < names.length; i++) {
            names[i] = namesAndValues[2 * i];
        }
        return List.of(names);
    }

    /** As a person would look for it: {@code line 12, <primitive id="web">}. */
    String place() {
        String id = value("id");
        return "line " + line + ", <" + name + (id == null ? "" : " id=\"" + id + "\"") + ">";
    }

    @Override
    public String toString() {
        return place();
    }
}
