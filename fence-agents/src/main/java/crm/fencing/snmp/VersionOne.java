package crm.fencing.snmp;

import crm.port.FencingDevice.DeviceUnreachable;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.VariableBinding;

/**
 * Questions in SNMP v1, which has no word for a value that does not exist: one such value among many, and the whole
 * question is refused with its place. So the question is put again without it. Nor does v1 know GETBULK.
 */
record VersionOne(Exchange exchange) {

    /** One question, one answer. */
    interface Exchange {
        PDU answer(PDU request) throws DeviceUnreachable;
    }

    /** As v2c would have answered. */
    SnmpAnswer ask(int type, List<VariableBinding> bindings) throws DeviceUnreachable {
        List<VariableBinding> left = new ArrayList<>(bindings);
        List<VariableBinding> absent = new ArrayList<>();
        while (!left.isEmpty()) {
            PDU answer = exchange.answer(request(type, left));
            int place = answer.getErrorIndex();
            boolean lacksOne = type != PDU.SET
                    && answer.getType() == PDU.RESPONSE
                    && answer.getErrorStatus() == PDU.noSuchName
                    && place >= 1
                    && place <= left.size();
            if (!lacksOne) {
                return with(absent, SnmpSession.understood(answer));
            }
            absent.add(new VariableBinding(left.remove(place - 1).getOid(), missing(type)));
        }
        return new SnmpAnswer.Values(absent);
    }

    private static PDU request(int type, List<VariableBinding> bindings) {
        var request = new PDU();
        request.setType(type == PDU.GETBULK ? PDU.GETNEXT : type);
        request.addAll(bindings);
        return request;
    }

    private static Null missing(int type) {
        return type == PDU.GET ? Null.noSuchInstance : Null.endOfMibView;
    }

    private static SnmpAnswer with(List<VariableBinding> absent, SnmpAnswer answer) {
        return switch (answer) {
            case SnmpAnswer.Denied denied -> denied;
            case SnmpAnswer.Values values -> {
                List<VariableBinding> all = new ArrayList<>(values.bindings());
                all.addAll(absent);
                yield new SnmpAnswer.Values(all);
            }
        };
    }
}
