package crm.demo.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PortTest {
    private static final Port WITH_A_PI = new Port("ether2", "pi1", true, true, true, true, true);

    @Test
    void feedsWhatIsPluggedInWhileItMay() {
        assertEquals(Port.Power.FEEDING, WITH_A_PI.power(true));
    }

    @Test
    void waitsForALoadWhenTheCableIsOut() {
        assertEquals(Port.Power.WAITING, WITH_A_PI.withCable(false).power(true));
    }

    @Test
    void isDisabledWithoutPoeOutOrWithoutMains() {
        assertEquals(Port.Power.DISABLED, WITH_A_PI.withPoeOut(false).power(true));
        assertEquals(Port.Power.DISABLED, WITH_A_PI.power(false));
    }

    @Test
    void goesOnFeedingWhenOnlyTheLinkIsSwitchedOff() {
        assertEquals(Port.Power.FEEDING, WITH_A_PI.withLink(false, false).power(true));
    }

    @Test
    void theUplinkFeedsNobody() {
        var uplink = new Port("ether1", "client", false, false, true, true, true);
        assertEquals(Port.Power.NONE, uplink.power(true));
    }
}
