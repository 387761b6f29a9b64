package crm.fencing.snmp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** What a switch's answer about one port means. Whatever is not understood is {@link Nonsense}, and proves nothing. */
sealed interface PortReply {

    /**
     * The port, as the switch describes it.
     *
     * @param names every name the interface answers to
     * @param linkUp whether something is at the other end; empty if the switch does not say
     * @param poe its row in the PoE table; empty if it has none, or was not asked
     */
    record Reading(int ifIndex, List<String> names, AdminStatus admin, Optional<Boolean> linkUp, Optional<Poe> poe)
            implements PortReply {

        public Reading {
            names = List.copyOf(names);
        }

        boolean isCalled(String name) {
            return names.contains(name);
        }
    }

    /** The switch has no interface of that index. That is never "off". */
    record Absent(int ifIndex) implements PortReply {}

    /** The answer contradicts the MIB or itself. */
    record Nonsense(String why) implements PortReply {}

    /** Reads an answer to {@link PortRequest#read}, which may hold the answers about other ports too. */
    static PortReply of(int ifIndex, List<? extends VariableBinding> answer) {
        var values = new HashMap<OID, Variable>();
        for (VariableBinding binding : answer) {
            if (values.put(binding.getOid(), binding.getVariable()) != null) {
                return new Nonsense("the switch answered twice for " + binding.getOid());
            }
        }
        try {
            return new PortRow(ifIndex, values).read();
        } catch (NotUnderstood e) {
            return new Nonsense(e.getMessage());
        }
    }

    /** One row, taken apart value by value. */
    record PortRow(int ifIndex, Map<OID, Variable> values) {

        PortReply read() throws NotUnderstood {
            OptionalInt admin = number(PortRequest.IF_ADMIN_STATUS);
            if (admin.isEmpty()) {
                return new Absent(ifIndex);
            }
            AdminStatus status = AdminStatus.of(admin.getAsInt())
                    .orElseThrow(() -> new NotUnderstood("ifAdminStatus." + ifIndex + " is " + admin.getAsInt()
                            + ", which is not up, down nor testing"));
            List<String> names = PortRequest.NAMES.stream()
                    .flatMap(column -> text(column).stream())
                    .filter(name -> !name.isEmpty())
                    .toList();
            OptionalInt oper = number(PortRequest.IF_OPER_STATUS);
            Optional<Boolean> linkUp = oper.isPresent() ? Optional.of(oper.getAsInt() == 1) : Optional.empty();
            return new Reading(ifIndex, names, status, linkUp, poe(names));
        }

        private Optional<Poe> poe(List<String> names) throws NotUnderstood {
            if (!values.containsKey(PortRequest.row(PortRequest.POE_STATUS, ifIndex))) {
                return Optional.empty();
            }
            OptionalInt status = number(PortRequest.POE_STATUS);
            if (status.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> name = text(PortRequest.POE_NAME).filter(n -> !n.isEmpty());
            if (name.isPresent() && !names.contains(name.get())) {
                throw new NotUnderstood("the PoE row " + ifIndex + " is " + name.get() + "'s, the interface "
                        + String.join("/", names));
            }
            OptionalInt current = number(PortRequest.POE_CURRENT);
            if (current.orElse(0) < 0) {
                throw new NotUnderstood("a negative current at index " + ifIndex);
            }
            return Optional.of(new Poe(status.getAsInt(), current));
        }

        /** The value of a column; empty if the switch says it does not exist. */
        private OptionalInt number(OID column) throws NotUnderstood {
            Variable value = values.get(PortRequest.row(column, ifIndex));
            if (value == null) {
                throw new NotUnderstood("the answer lacks " + column + "." + ifIndex);
            }
            if (value.isException()) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(
                    switch (value) {
                        case Integer32 signed -> signed.getValue();
                        case UnsignedInteger32 gauge when isGauge(gauge) -> (int) gauge.getValue();
                        default ->
                            throw new NotUnderstood(column + "." + ifIndex + " is no number we know how to read");
                    });
        }

        /** Counters and clock ticks are unsigned numbers too, but no status and no current. */
        private static boolean isGauge(UnsignedInteger32 value) {
            return value.getSyntax() == SMIConstants.SYNTAX_GAUGE32 && value.getValue() <= Integer.MAX_VALUE;
        }

        private Optional<String> text(OID column) {
            return values.get(PortRequest.row(column, ifIndex)) instanceof OctetString text
                    ? Optional.of(new String(text.getValue(), StandardCharsets.UTF_8))
                    : Optional.empty();
        }
    }

    /** An answer that no reading can be made of. */
    final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        NotUnderstood(String why) {
            super(why);
            this.why = why;
        }

        @Override
        public String getMessage() {
            return why;
        }
    }
}
