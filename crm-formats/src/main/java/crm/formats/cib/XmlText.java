package crm.formats.cib;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a document in the encoding it declares, UTF-8 if it declares none. Left to the platform's parser, a wrong
 * byte would be written about to standard error; from here it comes as a
 * {@link java.nio.charset.CharacterCodingException}.
 */
final class XmlText {

    /** The declaration must come first; none is longer. */
    private static final int LONGEST_DECLARATION = 200;

    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private XmlText() {}

    /**
     * Opens a document.
     *
     * @throws UnsupportedEncodingException if nobody knows the encoding it declares; the message is its name
     */
    static Reader open(InputStream input) throws IOException {
        var bytes = new PushbackInputStream(input, LONGEST_DECLARATION);
        byte[] head = bytes.readNBytes(LONGEST_DECLARATION);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
        } else if (begins(head, 0xFE, 0xFF) || begins(head, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16;
        } else {
            charset = declared(new String(head, StandardCharsets.ISO_8859_1));
        }
        bytes.unread(head, mark, head.length - mark);
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset declared(String head) throws UnsupportedEncodingException {
        Matcher encoding = ENCODING.matcher(head);
        if (!encoding.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(encoding.group(1));
        } catch (IllegalArgumentException unknown) {
            throw new UnsupportedEncodingException(encoding.group(1));
        }
    }
}
