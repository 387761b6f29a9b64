package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.model.Constraint;
import crm.model.Constraint.LossPolicy;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Score;
import crm.policy.rule.EffectiveConfiguration;
import crm.state.ClusterState;
import crm.state.Ticket;
import crm.transition.PlacementReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What tickets that this site does not hold, or holds in standby, mean for those who depend on them: they may not be
 * active or promoted, are left as they are, or their node is fenced, as their loss policy says.
 */
final class ReadTickets {

    private final EffectiveConfiguration configuration;
    private final ClusterState state;
    private final Findings findings;

    ReadTickets(EffectiveConfiguration configuration, ClusterState state, Findings findings) {
        this.configuration = configuration;
        this.state = state;
        this.findings = findings;
    }

    void note() {
        for (Constraint constraint : configuration.relations()) {
            if (constraint instanceof Constraint.TicketDependency dependency) {
                depend(dependency);
            }
        }
    }

    private void depend(Constraint.TicketDependency dependency) {
        Optional<Ticket> ticket = state.tickets().stream()
                .filter(t -> t.id().equals(dependency.ticket()))
                .findFirst();
        boolean granted = ticket.map(Ticket::granted).orElse(false);
        boolean standby = ticket.map(Ticket::standby).orElse(false);
        if (granted && !standby) {
            return;
        }
        dependency.member().ifPresent(member -> {
            for (Unit unit : units(member.resource())) {
                new Loss(dependency, member.role(), granted).of(unit);
            }
        });
        for (Constraint.ResourceSet set : dependency.sets()) {
            for (String resource : set.resources()) {
                units(resource).forEach(unit -> new Loss(dependency, set.role(), granted).of(unit));
            }
        }
    }

    private List<Unit> units(String reference) {
        var units = new ArrayList<Unit>();
        for (ResourceId resource : configuration.referents(reference)) {
            findings.unit(resource)
                    .or(() -> findings.unit(InstanceId.of(resource, 0)).map(findings::topOf))
                    .ifPresent(units::add);
        }
        return units;
    }

    /** One dependency on a ticket that is missing. */
    private final class Loss {
        private final String ticket;
        private final boolean promotion;
        private final Optional<Role> role;
        private final LossPolicy policy;
        private final boolean granted;

        Loss(Constraint.TicketDependency dependency, Optional<Role> wanted, boolean granted) {
            ClusterOptions options = configuration.options();
            this.ticket = dependency.ticket();
            this.role = wanted.filter(r -> r != Role.STARTED);
            this.promotion = role.equals(Optional.of(Role.PROMOTED));
            LossPolicy stated = dependency.lossPolicy().orElse(promotion ? LossPolicy.DEMOTE : LossPolicy.STOP);
            this.policy = stated == LossPolicy.FENCE && !options.fencingEnabled() ? LossPolicy.STOP : stated;
            this.granted = granted;
        }

        void of(Unit unit) {
            if (promotion) {
                findings.of(unit).mayNotBePromoted = true;
            }
            spread(unit);
        }

        private void spread(Unit unit) {
            if (unit.isCollective()) {
                unit.children().forEach(this::spread);
                return;
            }
            Finding finding = findings.of(unit);
            if (granted || finding.active.isEmpty()) {
                if (!promotion || policy == LossPolicy.STOP) {
                    ban(finding);
                }
                return;
            }
            switch (policy) {
                case STOP -> ban(finding);
                case DEMOTE -> {
                    if (!promotion) {
                        ban(finding);
                    }
                }
                case FENCE -> {
                    if (isInRole(finding)) {
                        ban(finding);
                        finding.active.forEach(this::fence);
                    }
                }
                case FREEZE -> {
                    if (isInRole(finding)) {
                        finding.frozen = finding.managed;
                        finding.managed = false;
                        finding.blocked = true;
                    }
                }
            }
        }

        private boolean isInRole(Finding finding) {
            return role.isEmpty() || role.get() == finding.role;
        }

        private void ban(Finding finding) {
            finding.leanings.add(new InstanceStanding.Leaning(
                    Optional.empty(), Score.NEVER, new PlacementReason.NoTicket(finding.unit.id(), ticket)));
        }

        private void fence(NodeName name) {
            NodeFinding node = findings.nodes.get(name);
            if (node != null) {
                node.lostTicket("deadman ticket was lost");
            }
        }
    }
}
