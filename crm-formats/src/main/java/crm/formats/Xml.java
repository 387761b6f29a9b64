package crm.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Writes indented XML. Characters that XML cannot hold become question marks, so that the document is always read. */
public final class Xml {

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean tagOpen;

    /** Begins an element inside the one that is open. */
    public Xml open(String element) {
        closeTag();
        text.append("  ".repeat(open.size())).append('<').append(element);
        open.push(element);
        tagOpen = true;
        return this;
    }

    /** Gives the element just begun an attribute. */
    public Xml attribute(String name, Object value) {
        text.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value.toString()))
                .append('"');
        return this;
    }

    /** The same for a value that may be absent. */
    public Xml attribute(String name, Optional<?> value) {
        value.ifPresent(v -> attribute(name, v));
        return this;
    }

    /** An element that holds only text. */
    public Xml text(String element, String content) {
        closeTag();
        text.append("  ".repeat(open.size()))
                .append('<')
                .append(element)
                .append('>')
                .append(escaped(content))
                .append("</")
                .append(element)
                .append(">\n");
        return this;
    }

    /** Ends the innermost element that is open. */
    public Xml close() {
        String element = open.pop();
        if (tagOpen) {
            text.append("/>\n");
            tagOpen = false;
        } else {
            text.append("  ".repeat(open.size())).append("</").append(element).append(">\n");
        }
        return this;
    }

    private void closeTag() {
        if (tagOpen) {
            text.append(">\n");
            tagOpen = false;
        }
    }

    /** The document; every element must be closed. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return text.toString();
    }

    /** Text as it may stand in an element or an attribute. */
    public static String escaped(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(allowed(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
    }
}
