package crm.demo.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines as {@code ip} 6.1 prints them. */
class LinkSeenTest {

    @Test
    void readsALinkWithACarrier() {
        assertEquals(
                Optional.of(new LinkSeen("ether2", 5, true, true)),
                LinkSeen.parse("5: ether2@if4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master br0"));
    }

    @Test
    void readsAPortThatIsOnAndHasNoCarrier() {
        assertEquals(
                Optional.of(new LinkSeen("ether2", 5, true, false)),
                LinkSeen.parse("5: ether2@if4: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue"));
    }

    @Test
    void readsAPortThatIsOff() {
        assertEquals(
                Optional.of(new LinkSeen("br0", 2, false, false)),
                LinkSeen.parse("2: br0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN"));
    }

    @Test
    void hearsNothingInAGoodbyeOrInNoise() {
        assertEquals(Optional.empty(), LinkSeen.parse("Deleted 5: ether2@if4: <BROADCAST,UP,LOWER_UP> mtu 1500"));
        assertEquals(Optional.empty(), LinkSeen.parse("    link/ether 3a:5c:46:10:5f:0a brd ff:ff:ff:ff:ff:ff"));
        assertEquals(Optional.empty(), LinkSeen.parse(""));
    }
}
