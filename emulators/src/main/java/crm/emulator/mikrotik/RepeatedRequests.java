package crm.emulator.mikrotik;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snmp4j.smi.UdpAddress;

/** Tells a request from its repetition. Used by one thread. */
final class RepeatedRequests {

    private static final int REMEMBERED = 1_000;

    private final Map<Request, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    boolean isFirst(UdpAddress peer, int requestId) {
        return seen.put(new Request(peer, requestId), Boolean.TRUE) == null;
    }

    private record Request(UdpAddress peer, int requestId) {}
}
