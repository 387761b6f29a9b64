package crm.model;

import java.util.Optional;

/**
 * Which program runs a resource: its class ({@code ocf}, {@code systemd}, {@code lsb}, {@code service},
 * {@code stonith}, and {@code crm} for the agents inside this program), a provider where the class has them, and its
 * type. Written {@code ocf:heartbeat:IPaddr2}, {@code systemd:nginx}, {@code crm:floating-ip}.
 */
public record AgentId(String standard, Optional<String> provider, String type) {

    /** Reads {@code class:type} or {@code class:provider:type}; empty if it is neither. */
    public static Optional<AgentId> parse(String text) {
        String[] parts = text.split(":", 3);
        for (String part : parts) {
            if (part.isBlank()) {
                return Optional.empty();
            }
        }
        return switch (parts.length) {
            case 2 -> Optional.of(new AgentId(parts[0], Optional.empty(), parts[1]));
            case 3 -> Optional.of(new AgentId(parts[0], Optional.of(parts[1]), parts[2]));
            default -> Optional.empty();
        };
    }

    public boolean isFencing() {
        return standard.equals("stonith");
    }

    @Override
    public String toString() {
        return standard + ":" + provider.map(p -> p + ":").orElse("") + type;
    }
}
