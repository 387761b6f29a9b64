package crm.model;

import java.util.List;

/** A name for several resources. */
public record Tag(String id, List<String> members) {
    public Tag {
        members = List.copyOf(members);
    }
}
