package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.port.FencingDevice.DeviceUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * One conversation with a switch, for as long as the daemon lives: the socket, the v3 engine's discovery and the keys
 * are made once, at the first question. Questions may be put by several threads at once.
 */
final class SnmpSession implements AutoCloseable {

    /** The v3 counters that a switch reports instead of an answer (RFC 3414, {@code usmStats}), and what they mean. */
    private static final Map<OID, String> REPORTS = Map.of(
            new OID("1.3.6.1.6.3.15.1.1.1.0"), "the switch does not support this security level",
            new OID("1.3.6.1.6.3.15.1.1.2.0"), "the switch says the message is outside its time window",
            new OID("1.3.6.1.6.3.15.1.1.3.0"), "the switch does not know this user name",
            new OID("1.3.6.1.6.3.15.1.1.4.0"), "the switch does not know this engine id",
            new OID("1.3.6.1.6.3.15.1.1.5.0"), "the switch says the authentication password or protocol is wrong",
            new OID("1.3.6.1.6.3.15.1.1.6.0"), "the switch says the encryption password or protocol is wrong");

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(2);

    private final SwitchAddress where;

    // Opened by whichever thread asks first; afterwards only read.
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Snmp snmp;

    SnmpSession(SwitchAddress where) {
        this.where = where;
    }

    SwitchAddress where() {
        return where;
    }

    /**
     * Asks and waits.
     *
     * @param type {@link PDU#GET}, {@link PDU#GETBULK} or {@link PDU#SET}
     * @throws DeviceUnreachable if nothing came back before the deadline
     */
    SnmpAnswer ask(int type, List<VariableBinding> bindings, Deadline deadline) throws DeviceUnreachable {
        if (speaksVersionOne()) {
            return new VersionOne(request -> answer(request, deadline)).ask(type, bindings);
        }
        PDU request = where.credentials() instanceof SwitchAddress.User ? new ScopedPDU() : new PDU();
        request.setType(type);
        request.addAll(bindings);
        if (type == PDU.GETBULK) {
            request.setMaxRepetitions(20);
        }
        return understood(answer(request, deadline));
    }

    private boolean speaksVersionOne() {
        return where.credentials() instanceof SwitchAddress.Community community
                && community.version() == SwitchAddress.Version.V1;
    }

    private PDU answer(PDU request, Deadline deadline) throws DeviceUnreachable {
        long limit = deadline.left().toMillis();
        long left = limit;
        while (left > 0) {
            PDU answer = send(request, left);
            if (answer != null) {
                return answer;
            }
            // The library gives up early when an answer crosses a repetition on the wire: then the question is put
            // anew.
            LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
            request.setRequestID(new Integer32(0));
            left = deadline.left().toMillis();
        }
        forgetEngine();
        throw new DeviceUnreachable(name() + " did not answer within " + limit + " ms" + silenceMayMean());
    }

    private @Nullable PDU send(PDU request, long limitMillis) throws DeviceUnreachable {
        try {
            return open().send(request, target(limitMillis)).getResponse();
        } catch (IOException | RuntimeException e) {
            // The library throws unchecked exceptions for messages it cannot make or read.
            throw new DeviceUnreachable(name() + " cannot be asked: " + e.getMessage());
        }
    }

    static SnmpAnswer understood(PDU answer) {
        if (answer.getType() == PDU.REPORT) {
            OID counter = answer.size() == 0 ? new OID() : answer.get(0).getOid();
            return new SnmpAnswer.Denied(REPORTS.getOrDefault(counter, "the switch reported " + counter));
        }
        if (answer.getType() != PDU.RESPONSE) {
            return new SnmpAnswer.Denied("the switch answered with a message of type " + answer.getType());
        }
        if (answer.getErrorStatus() != PDU.noError) {
            return new SnmpAnswer.Denied("the switch answered: " + answer.getErrorStatusText());
        }
        return new SnmpAnswer.Values(answer.getAll());
    }

    /** A switch does not answer who it does not know, so silence has more causes than a broken line. */
    private String silenceMayMean() {
        return switch (where.credentials()) {
            case SwitchAddress.Community _ -> " (a wrong community looks the same)";
            case SwitchAddress.User _ -> " (a wrong user name, password or protocol looks the same)";
        };
    }

    private Snmp open() throws IOException {
        opening.lock();
        try {
            if (snmp == null) {
                var opened = new Snmp(SnmpEngine.dispatcher(where.credentials()), new DefaultUdpTransportMapping());
                opened.setTimeoutModel(new Retransmission());
                opened.listen();
                snmp = opened;
            }
            return snmp;
        } finally {
            opening.unlock();
        }
    }

    /** A switch that was replaced has another engine id; a silent one is asked for it again. */
    private void forgetEngine() {
        opening.lock();
        try {
            if (snmp != null && snmp.getMessageProcessingModel(MPv3.ID) instanceof MPv3 v3) {
                v3.removeEngineID(udpAddress());
            }
        } finally {
            opening.unlock();
        }
    }

    private Target<UdpAddress> target(long limitMillis) {
        Target<UdpAddress> target = switch (where.credentials()) {
            case SwitchAddress.Community community -> {
                var byCommunity = new CommunityTarget<>(
                        udpAddress(), new OctetString(community.name().value()));
                byCommunity.setVersion(
                        switch (community.version()) {
                            case V1 -> SnmpConstants.version1;
                            case V2C -> SnmpConstants.version2c;
                        });
                yield byCommunity;
            }
            case SwitchAddress.User user -> {
                var byUser = new UserTarget<UdpAddress>();
                byUser.setAddress(udpAddress());
                byUser.setVersion(SnmpConstants.version3);
                byUser.setSecurityName(new OctetString(user.name()));
                byUser.setSecurityLevel(
                        switch (user.level()) {
                            case NO_AUTH_NO_PRIV -> SecurityLevel.NOAUTH_NOPRIV;
                            case AUTH_NO_PRIV -> SecurityLevel.AUTH_NOPRIV;
                            case AUTH_PRIV -> SecurityLevel.AUTH_PRIV;
                        });
                yield byUser;
            }
        };
        target.setTimeout(limitMillis);
        target.setRetries(Retransmission.within(limitMillis));
        return target;
    }

    private UdpAddress udpAddress() {
        return new UdpAddress(where.address().getAddress(), where.address().getPort());
    }

    private String name() {
        return "the switch at " + where.address().getHostString();
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (snmp != null) {
                try {
                    snmp.close();
                } catch (IOException e) {
                    // A socket that cannot be closed is of no use to anybody; nothing is left to do.
                }
                snmp = null;
            }
        } finally {
            opening.unlock();
        }
    }
}
