package crm.membership.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.membership.ClusterKey;
import crm.model.NodeName;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ClusterKey key = ClusterKey.create("table");
    private final JoinClient client = new JoinClient(new NodeName("pi4"), at(NOON));
    private JoinService service;

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private JoinService listen(Clock clock) throws IOException {
        return JoinService.listen("table", InetAddress.getLoopbackAddress(), 0, this::welcome, clock);
    }

    private Welcome welcome(NodeName node) {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("pi1", "10.0.0.1:7800");
        var settings = new LinkedHashMap<String, String>();
        settings.put("for", node.value());
        return new Welcome(key.text(), List.of(new NodeName("pi1")), addresses, settings);
    }

    @BeforeEach
    void listen() throws IOException {
        service = listen(at(NOON));
    }

    @AfterEach
    void close() throws IOException {
        service.close();
    }

    @Test
    void givesTheKeyToWhoHasAToken() throws Exception {
        JoinToken token = JoinToken.parse(service.issue(Duration.ofMinutes(10)).text());
        Welcome welcome = client.join(token, token.host(), LIMIT);
        assertEquals(key.text(), welcome.key());
        assertEquals("pi4", welcome.settings().get("for"));
        assertEquals("table", ClusterKey.parse(welcome.key(), "welcome").cluster());
    }

    @Test
    void worksOnceOnly() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        client.join(token, token.host(), LIMIT);
        assertRefused(token, "used already");
    }

    @Test
    void refusesATokenThatExpired() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        var late = new JoinClient(new NodeName("pi4"), at(NOON.plusSeconds(600)));
        var refusal = assertThrows(JoinRefused.class, () -> late.join(token, token.host(), LIMIT));
        assertTrue(String.valueOf(refusal.getMessage()).contains("expired"));

        // The member does not trust the joiner's clock.
        try (JoinService slow = listen(Clock.systemUTC())) {
            JoinToken expired = slow.issue(Duration.ZERO);
            var pretending = new JoinToken(
                    "table", expired.host(), expired.port(), expired.id(), expired.secret(), NOON.plusSeconds(9));
            assertRefused(pretending, "expired");
        }
    }

    @Test
    void tellsTheNewNodeWhyTheClusterDoesNotWantIt() throws Exception {
        try (JoinService picky = JoinService.listen(
                "table",
                InetAddress.getLoopbackAddress(),
                0,
                node -> {
                    throw new JoinRefused("there is a node " + node + " already");
                },
                at(NOON))) {
            assertRefused(picky.issue(Duration.ofMinutes(10)), "there is a node pi4 already");
        }
    }

    @Test
    void refusesWhoOnlyKnowsTheNameOfAToken() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        JoinToken other = service.issue(Duration.ofMinutes(10));
        var guess = new JoinToken("table", token.host(), token.port(), token.id(), other.secret(), token.expires());
        assertRefused(guess, "refused the token");
        // A guess does not use the token up.
        client.join(token, token.host(), LIMIT);
    }

    @Test
    void refusesATokenOfAnotherCluster() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        var other = new JoinToken("other", token.host(), token.port(), token.id(), token.secret(), token.expires());
        assertRefused(other, "refused the token");
    }

    @Test
    void saysWhatToDoWhenNobodyListens() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        service.close();
        assertRefused(token, "is the daemon running there?");
    }

    @Test
    void survivesStrangers() throws Exception {
        JoinToken token = service.issue(Duration.ofMinutes(10));
        for (int i = 0; i < 3; i++) {
            try (var socket = new Socket(token.host(), token.port())) {
                new DataOutputStream(socket.getOutputStream()).writeInt(Integer.MAX_VALUE);
                assertEquals(-1, socket.getInputStream().read());
            }
        }
        client.join(token, token.host(), LIMIT);
    }

    @Test
    void refusesWordsThatAreNoToken() {
        assertThrows(JoinRefused.class, () -> JoinToken.parse("hello"));
        assertThrows(JoinRefused.class, () -> JoinToken.parse("crm-join-!!"));
        String text = service.issue(Duration.ofMinutes(1)).text();
        assertThrows(JoinRefused.class, () -> JoinToken.parse(text.substring(0, text.length() - 5)));
    }

    @Test
    void showsNoSecret() {
        JoinToken token = service.issue(Duration.ofMinutes(1));
        assertFalse(token.toString().contains(token.secret()));
        assertFalse(welcome(new NodeName("a")).toString().contains(key.text()));
        assertFalse(key.toString().contains(key.text().lines().toList().getLast()));
    }

    private void assertRefused(JoinToken token, String why) {
        var refusal = assertThrows(JoinRefused.class, () -> client.join(token, token.host(), LIMIT));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
    }
}
