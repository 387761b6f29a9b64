package crm.agent.script;

import crm.agent.action.Durations;
import crm.model.AgentId;
import crm.port.AgentCatalog.Action;
import crm.port.AgentCatalog.Metadata;
import crm.port.AgentCatalog.Parameter;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads what an agent says of itself (ra-api-1.dtd). Trusts nothing in it: no other file is ever opened for it. */
public final class AgentDocument {

    private static final int LONGEST = 1 << 20;

    private AgentDocument() {}

    /** Empty if it cannot be read. */
    public static Optional<Metadata> parse(AgentId id, String xml) {
        int begin = xml.indexOf('<');
        if (begin < 0 || xml.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Element root = builder()
                    .parse(new InputSource(new StringReader(xml.substring(begin))))
                    .getDocumentElement();
            return root.getTagName().equals("resource-agent") ? Optional.of(metadata(id, root)) : Optional.empty();
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setEntityResolver((_, _) -> new InputSource(new StringReader("")));
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the platform's own XML parser lacks a feature", e);
        }
    }

    private static Metadata metadata(AgentId id, Element root) {
        String version = root.getAttribute("version");
        if (version.isEmpty()) {
            version = text(root, "version");
        }
        return new Metadata(
                id,
                version,
                text(root, "shortdesc"),
                text(root, "longdesc"),
                children(root, "parameters", "parameter").stream()
                        .map(AgentDocument::parameter)
                        .toList(),
                children(root, "actions", "action").stream()
                        .map(AgentDocument::action)
                        .toList());
    }

    private static Parameter parameter(Element element) {
        String name = element.getAttribute("name");
        Optional<Element> content = children(element, "content").stream().findFirst();
        boolean unique = truth(element.getAttribute("unique"))
                || !element.getAttribute("unique-group").isEmpty();
        return new Parameter(
                name,
                content.map(c -> c.getAttribute("type")).orElse("string"),
                content.filter(c -> c.hasAttribute("default")).map(c -> c.getAttribute("default")),
                truth(element.getAttribute("required")),
                unique,
                truth(element.getAttribute("reloadable")),
                name.toLowerCase(Locale.ROOT).contains("passw"),
                text(element, "shortdesc"),
                text(element, "longdesc"));
    }

    private static Action action(Element element) {
        return new Action(
                element.getAttribute("name"),
                Durations.parse(element.getAttribute("timeout")),
                Durations.parse(element.getAttribute("interval")),
                Optional.of(element.getAttribute("role")).filter(role -> !role.isEmpty()));
    }

    private static boolean truth(String value) {
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    /** Elements below {@code parent} by the path of their names. */
    private static List<Element> children(Element parent, String... path) {
        List<Element> found = List.of(parent);
        for (String name : path) {
            List<Element> next = new ArrayList<>();
            for (Element element : found) {
                for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                    if (node instanceof Element child && child.getTagName().equals(name)) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return found;
    }
}
