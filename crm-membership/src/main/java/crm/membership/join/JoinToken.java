package crm.membership.join;

import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Leave to join, for one node and a limited time. Whoever has it can join, so it is shown to a person once and kept
 * nowhere.
 *
 * @param host the member that issued it
 * @param port its join service's
 * @param id by which the member finds it
 * @param secret 256 random bits in Base64; never sent, it only opens the exchange
 */
public record JoinToken(String cluster, String host, int port, String id, String secret, Instant expires) {

    private static final String PREFIX = "crm-join-";

    /** As a person carries it: one word. */
    public String text() {
        byte[] json = new ValueCodec().write(this);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** Reads {@link #text}; the message of the exception says what is wrong with it. */
    public static JoinToken parse(String text) throws JoinRefused {
        String word = text.strip();
        if (!word.startsWith(PREFIX)) {
            throw new JoinRefused("this is not a join token; “crm cluster token” on a member shows one");
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(word.substring(PREFIX.length()));
            return new ValueCodec().read(new String(json, StandardCharsets.UTF_8), JoinToken.class);
        } catch (IllegalArgumentException | MalformedValue e) {
            throw new JoinRefused("the join token is damaged; copy it again, as a whole");
        }
    }

    byte[] secretBytes() {
        return Base64.getDecoder().decode(secret);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "token " + id + " of cluster " + cluster + " by " + host + ":" + port + " until " + expires;
    }
}
