package crm.fencing.rest;

import crm.fencing.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a switch's REST interface is, and as whom to speak to it.
 *
 * @param base such as {@code https://192.168.88.1}
 * @param certificate the switch's own certificate (PEM): with it, exactly this one is believed; without it, those that
 *     an authority has signed
 */
public record RestAddress(URI base, String user, Secret password, Optional<Path> certificate) {}
