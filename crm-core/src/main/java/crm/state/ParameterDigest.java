package crm.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of an operation's parameters, as Pacemaker makes it: MD5 of the element {@code <parameters …/>} with its
 * attributes sorted by name, after one space and with a line end. It finds changes and protects nothing.
 */
public final class ParameterDigest {

    private ParameterDigest() {}

    /** 32 hexadecimal digits. */
    public static String of(Map<String, String> parameters) {
        var element = new StringBuilder(" <parameters");
        new TreeMap<>(parameters)
                .forEach((name, value) -> element.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value))
                        .append('"'));
        element.append("/>\n");
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(element.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
