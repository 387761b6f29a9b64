package crm.fencing.program;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a fence agent says about itself.
 *
 * @param parameters the names of the options it takes
 * @param actions the names of the actions it knows
 */
public record AgentMetadata(Set<String> parameters, Set<String> actions) {

    public AgentMetadata {
        parameters = Set.copyOf(parameters);
        actions = Set.copyOf(actions);
    }

    /** The option that takes the plug, by Pacemaker's rule: {@code port} if it has that, else {@code plug}, else none. */
    String plugArgument() {
        if (parameters.contains("port")) {
            return "port";
        }
        return parameters.contains("plug") ? "plug" : "none";
    }

    /**
     * Reads what {@code action=metadata} printed.
     *
     * @throws NoMetadata if it is no fence agent's metadata
     */
    public static AgentMetadata parse(String xml) throws NoMetadata {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // Agents name no document type; whoever does wants something else read.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader(xml)));
            if (!document.getDocumentElement().getTagName().equals("resource-agent")) {
                throw new NoMetadata(
                        "its root is " + document.getDocumentElement().getTagName());
            }
            return new AgentMetadata(names(document, "parameter"), names(document, "action"));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new NoMetadata("it is no XML: " + e.getMessage());
        }
    }

    private static Set<String> names(Document document, String element) {
        var names = new LinkedHashSet<String>();
        var nodes = document.getElementsByTagName(element);
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element each && each.hasAttribute("name")) {
                names.add(each.getAttribute("name"));
            }
        }
        return names;
    }

    /** What was printed is no fence agent's metadata. */
    public static final class NoMetadata extends Exception {
        private static final long serialVersionUID = 1L;

        NoMetadata(String why) {
            super(why);
        }
    }
}
