package crm.cli.render;

import crm.status.StatusView.ResourceLine;
import java.util.List;

/** How many instances are configured, and how many of them are disabled or blocked. */
record ResourceCount(int all, int disabled, int blocked) {

    private static final ResourceCount NONE = new ResourceCount(0, 0, 0);

    static ResourceCount of(List<ResourceLine> lines) {
        return lines.stream().map(ResourceCount::of).reduce(NONE, ResourceCount::plus);
    }

    private static ResourceCount of(ResourceLine line) {
        if (!line.members().isEmpty()) {
            return of(line.members());
        }
        int instances = Math.max(1, line.where().size());
        return new ResourceCount(
                instances, line.flags().disabled() ? instances : 0, line.flags().blocked() ? instances : 0);
    }

    private ResourceCount plus(ResourceCount other) {
        return new ResourceCount(all + other.all, disabled + other.disabled, blocked + other.blocked);
    }
}
