package crm.state;

import crm.model.InstanceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The parameters with which something that may be active on a node was started there, whatever is configured meanwhile. */
public record StartedWith(InstanceId instance, SequencedMap<String, String> parameters) {

    public StartedWith {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }
}
