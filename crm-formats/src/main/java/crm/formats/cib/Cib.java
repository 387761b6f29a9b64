package crm.formats.cib;

import crm.configuration.Configuration;
import crm.model.ResourceId;
import crm.state.ClusterState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a CIB says.
 *
 * @param executionDate the time the file was saved for, to decide as it was decided then
 * @param descriptions what people wrote about resources, by id
 * @param validated whether the file asks to be validated; {@code validate-with="none"} is a warning in Pacemaker
 */
public record Cib(
        Configuration configuration,
        ClusterState state,
        Optional<Instant> executionDate,
        SequencedMap<ResourceId, String> descriptions,
        boolean validated) {

    public Cib {
        descriptions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(descriptions));
    }

    /** The CIB of a cluster that was never written as one. */
    public static Cib of(Configuration configuration, ClusterState state) {
        return new Cib(configuration, state, Optional.empty(), new LinkedHashMap<>(), true);
    }
}
