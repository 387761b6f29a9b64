package crm.formats.cib;

import crm.configuration.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document into {@link XmlElement}s without trusting it: a document type definition is refused (so there are no
 * entities to expand and nothing outside is ever fetched), and depth, size and width are bounded.
 */
final class XmlTree {

    /** Far more than a CIB needs: a rule inside a rule counts two levels. */
    static final int DEEPEST = 64;

    /** About forty times what 100 nodes with 10,000 resources need. */
    static final int MOST_ELEMENTS = 40_000_000;

    private static final XMLInputFactory FACTORY = hardened();

    private final List<Problem> problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private XmlTree(List<Problem> problems) {
        this.problems = problems;
    }

    /** The root element; empty, with the reason added to {@code problems}, if there is no well-formed document. */
    static Optional<XmlElement> read(InputStream input, List<Problem> problems) {
        return new XmlTree(problems).read(input);
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        // Or else the platform's parser writes to standard error.
        factory.setXMLReporter((message, type, related, location) -> {});
        return factory;
    }

    private Optional<XmlElement> read(InputStream input) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(XmlText.open(input));
            try {
                return readDocument(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            if (malformed.getNestedException() instanceof IOException unreadable) {
                return refuse(placeOf(malformed), unreadable);
            }
            problems.add(Problem.error(
                    placeOf(malformed), "the XML is malformed: " + firstLine(malformed), "Correct the XML."));
            return Optional.empty();
        } catch (IOException unreadable) {
            return refuse("line 1", unreadable);
        } catch (RuntimeException parserDefect) {
            // The platform's parser throws unchecked exceptions for some malformed input.
            problems.add(Problem.error(
                    placeOfOpen(), "the XML cannot be parsed: " + parserDefect.getMessage(), "Correct the XML."));
            return Optional.empty();
        }
    }

    private Optional<XmlElement> readDocument(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!begin(reader)) {
                        return Optional.empty();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement ended = open.pop().element();
                    if (open.isEmpty()) {
                        return Optional.of(ended);
                    }
                    open.getFirst().children.add(ended);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reportText(reader);
                case XMLStreamConstants.DTD -> {
                    return refuse(reader, "a document type definition (DTD) is not accepted", "Remove <!DOCTYPE …>.");
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return refuse(reader, "an entity that is not built in is not accepted", "Write the text itself.");
                }
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        problems.add(Problem.error("line 1", "there is no element in the document", "Give a CIB."));
        return Optional.empty();
    }

    private boolean begin(XMLStreamReader reader) {
        if (open.size() >= DEEPEST) {
            refuse(reader, "elements are nested deeper than " + DEEPEST + " levels", "No CIB needs that.");
            return false;
        }
        if (++elements > MOST_ELEMENTS) {
            refuse(reader, "there are more than " + MOST_ELEMENTS + " elements", "No CIB needs that.");
            return false;
        }
        var attributes = new String[2 * reader.getAttributeCount()];
        for (int i = 0; i < attributes.length / 2; i++) {
            attributes[2 * i] = reader.getAttributeLocalName(i);
            attributes[2 * i + 1] = reader.getAttributeValue(i);
        }
        open.push(
                new Open(reader.getLocalName(), attributes, reader.getLocation().getLineNumber()));
        return true;
    }

    private void reportText(XMLStreamReader reader) {
        if (!open.isEmpty() && !open.getFirst().textSeen && !reader.getText().isBlank()) {
            open.getFirst().textSeen = true;
            problems.add(Problem.warning(placeOfOpen(), "text in an element is ignored", "Remove the text."));
        }
    }

    private Optional<XmlElement> refuse(XMLStreamReader reader, String what, String advice) {
        problems.add(Problem.error("line " + reader.getLocation().getLineNumber() + inOpen(), what, advice));
        return Optional.empty();
    }

    private Optional<XmlElement> refuse(String place, IOException unreadable) {
        problems.add(
                switch (unreadable) {
                    case CharacterCodingException _ ->
                        Problem.error(
                                place,
                                "there is a byte that is no text in the encoding of the file",
                                "Write the file in UTF-8, or declare its encoding: <?xml version=\"1.0\" encoding=\"…\"?>.");
                    case UnsupportedEncodingException unknown ->
                        Problem.error(
                                place,
                                "the encoding \"" + unknown.getMessage() + "\" is not known",
                                "Write the file in UTF-8.");
                    default ->
                        Problem.error(
                                place, "the input cannot be read: " + unreadable.getMessage(), "Is the name right?");
                });
        return Optional.empty();
    }

    private String placeOf(XMLStreamException malformed) {
        return malformed.getLocation() == null
                ? placeOfOpen()
                : "line " + Math.max(1, malformed.getLocation().getLineNumber()) + inOpen();
    }

    private String placeOfOpen() {
        return open.isEmpty() ? "line 1" : open.getFirst().element().place();
    }

    private String inOpen() {
        return open.isEmpty() ? "" : ", in <" + open.getFirst().name + ">";
    }

    /** The parser's message without its "ParseError at [row,col]…" head. */
    private static String firstLine(XMLStreamException malformed) {
        String message = malformed.getMessage() == null ? "unknown" : malformed.getMessage();
        int start = message.indexOf("Message: ");
        String text = start < 0 ? message : message.substring(start + "Message: ".length());
        String line = text.lines().findFirst().orElse("unknown");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** An element whose end has not been read. */
    private static final class Open {
        private final String name;
        private final String[] attributes;
        private final int line;
        private final List<XmlElement> children = new ArrayList<>();
        private boolean textSeen;

        Open(String name, String[] attributes, int line) {
            this.name = name;
            this.attributes = attributes;
            this.line = line;
        }

        XmlElement element() {
            return new XmlElement(name, attributes, children.isEmpty() ? List.of() : children, line);
        }
    }
}
