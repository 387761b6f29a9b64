package crm.emulator.mikrotik;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** What the agent answers to a request, and does about it. */
final class RequestProcessing {

    /** What an answer needs besides its bindings: message header, security parameters. */
    private static final int HEADROOM = 200;

    private static final int UP = 1;
    private static final int TESTING = 3;

    private final SwitchState state;
    private final Quirks quirks;
    private final SwitchAccess access;
    private final Consumer<Runnable> later;

    /** @param later carries work out after {@link Quirks#SET_DELAY} */
    RequestProcessing(SwitchState state, Quirks quirks, SwitchAccess access, Consumer<Runnable> later) {
        this.state = state;
        this.quirks = quirks;
        this.access = access;
        this.later = later;
    }

    static boolean isRequest(PDU pdu) {
        return switch (pdu.getType()) {
            case PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET -> true;
            default -> false;
        };
    }

    /** The answer; none for a caller that is not known, as it does not deserve one. */
    Optional<PDU> answer(CommandResponderEvent<?> event) {
        String caller = new String(event.getSecurityName(), StandardCharsets.UTF_8);
        boolean v3 = event.getMessageProcessingModel() == SnmpConstants.version3;
        boolean mayRead =
                v3 ? access.user(caller).isPresent() : access.community(caller).isPresent();
        boolean mayWrite = v3
                || access.community(caller)
                        .filter(SwitchAccess.Community::mayWrite)
                        .isPresent();
        if (!mayRead) {
            return Optional.empty();
        }
        PDU request = event.getPDU();
        PDU answer = (PDU) request.clone();
        answer.setType(PDU.RESPONSE);
        answer.setErrorStatus(PDU.noError);
        answer.setErrorIndex(0);
        int room = event.getMaxSizeResponsePDU() - HEADROOM;
        switch (request.getType()) {
            case PDU.GET -> get(request, answer);
            case PDU.GETNEXT -> getNext(request, answer);
            case PDU.GETBULK -> getBulk(request, answer, room);
            default -> set(request, answer, mayWrite);
        }
        return Optional.of(
                event.getMessageProcessingModel() == SnmpConstants.version1 ? asV1(answer, request) : answer);
    }

    private void get(PDU request, PDU answer) {
        SwitchMib mib = state.mib();
        List<VariableBinding> bindings = new ArrayList<>();
        for (VariableBinding asked : request.getAll()) {
            OID oid = asked.getOid();
            bindings.add(new VariableBinding(oid, mib.get(oid).orElse(absent(mib, oid))));
        }
        answer.setVariableBindings(bindings);
    }

    /** A column that other rows have lacks only this instance; anything else is no object at all. */
    private static Null absent(SwitchMib mib, OID oid) {
        OID column = oid.size() > 1 ? oid.subOID(0, oid.size() - 1) : oid;
        boolean rowsLeft = mib.next(column)
                .filter(next -> next.getOid().startsWith(column))
                .isPresent();
        return rowsLeft || column.startsWith(SwitchMib.IF_ENTRY) ? Null.noSuchInstance : Null.noSuchObject;
    }

    private void getNext(PDU request, PDU answer) {
        SwitchMib mib = state.mib();
        List<VariableBinding> bindings = new ArrayList<>();
        request.getAll().forEach(asked -> bindings.add(next(mib, asked.getOid())));
        answer.setVariableBindings(bindings);
    }

    private static VariableBinding next(SwitchMib mib, OID oid) {
        return mib.next(oid).orElse(new VariableBinding(oid, Null.endOfMibView));
    }

    private void getBulk(PDU request, PDU answer, int room) {
        SwitchMib mib = state.mib();
        List<VariableBinding> bindings = new ArrayList<>();
        List<OID> repeating = new ArrayList<>();
        for (int i = 0; i < request.size(); i++) {
            OID oid = request.get(i).getOid();
            if (i < request.getNonRepeaters()) {
                bindings.add(next(mib, oid));
            } else {
                repeating.add(oid);
            }
        }
        int size = PDU.getBERLength(bindings);
        for (int repetition = 0; repetition < request.getMaxRepetitions(); repetition++) {
            for (int i = 0; i < repeating.size(); i++) {
                VariableBinding next = next(mib, repeating.get(i));
                size += next.getBERLength();
                if (size > room) {
                    repetition = request.getMaxRepetitions();
                    break;
                }
                bindings.add(next);
                repeating.set(i, next.getOid());
            }
        }
        answer.setVariableBindings(bindings);
    }

    private void set(PDU request, PDU answer, boolean mayWrite) {
        if (quirks.has(Quirk.AUTHORIZATION_ERROR)) {
            error(answer, PDU.authorizationError, 1);
            return;
        }
        // All of a SET or nothing: first every binding is checked, then every one is carried out.
        List<Runnable> changes = new ArrayList<>();
        for (int i = 0; i < request.size(); i++) {
            VariableBinding binding = request.get(i);
            int trouble = mayWrite ? check(binding, changes) : PDU.noAccess;
            if (trouble != PDU.noError) {
                error(answer, trouble, i + 1);
                return;
            }
        }
        changes.forEach(quirks.has(Quirk.SET_DELAYED) ? later : Runnable::run);
    }

    private int check(VariableBinding binding, List<Runnable> changes) {
        OID oid = binding.getOid();
        if (oid.equals(SwitchMib.SYS_NAME)) {
            if (!(binding.getVariable() instanceof OctetString name)) {
                return PDU.wrongType;
            }
            changes.add(() -> state.rename(name.toString()));
            return PDU.noError;
        }
        OID run = new OID(SwitchMib.SCRIPT_ENTRY).append(SwitchMib.SCRIPT_RUN);
        if (oid.startsWith(run) && oid.size() == run.size() + 1) {
            return checkRun(oid.last(), binding, changes);
        }
        OID adminStatus = new OID(SwitchMib.IF_ENTRY).append(SwitchMib.IF_ADMIN_STATUS);
        if (!oid.startsWith(adminStatus) || oid.size() != adminStatus.size() + 1) {
            return PDU.notWritable;
        }
        Optional<String> port = state.mib().get(oid).flatMap(present -> state.portAt(oid.last()));
        if (port.isEmpty()) {
            return PDU.noCreation;
        }
        return checkStatus(port.get(), binding, changes);
    }

    /** Any number but zero runs a script, and no habit of the interfaces' table keeps it from running. */
    private int checkRun(int row, VariableBinding binding, List<Runnable> changes) {
        if (!(binding.getVariable() instanceof Integer32 value)) {
            return PDU.wrongType;
        }
        if (row < 1 || row > state.scripts().size()) {
            return PDU.noCreation;
        }
        if (value.getValue() != 0) {
            changes.add(() -> state.scripts().get(row - 1).run(state));
        }
        return PDU.noError;
    }

    private int checkStatus(String port, VariableBinding binding, List<Runnable> changes) {
        if (!(binding.getVariable() instanceof Integer32 value)) {
            return PDU.wrongType;
        }
        if (value.getValue() < UP || value.getValue() >= TESTING) {
            return PDU.wrongValue;
        }
        if (!quirks.has(Quirk.SET_IGNORED)) {
            changes.add(() -> state.setAdmin(port, value.getValue() == UP));
        }
        return PDU.noError;
    }

    private static void error(PDU answer, int status, int index) {
        answer.setErrorStatus(status);
        answer.setErrorIndex(index);
    }

    /** v1 has no exceptions among the values and knows five errors only. */
    private static PDU asV1(PDU answer, PDU request) {
        for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i).isException()) {
                answer.setVariableBindings(request.getAll());
                error(answer, PDU.noSuchName, i + 1);
                return answer;
            }
        }
        int v1 = switch (answer.getErrorStatus()) {
            case PDU.noError -> PDU.noError;
            case PDU.wrongType, PDU.wrongValue -> PDU.badValue;
            default -> PDU.noSuchName;
        };
        answer.setErrorStatus(v1);
        return answer;
    }
}
