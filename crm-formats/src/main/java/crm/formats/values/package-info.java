/**
 * Values of the core as JSON and back, exactly: journal entries on disk, messages between nodes, requests and replies
 * on the control socket. The format follows from the records themselves, so a new type needs no code here.
 *
 * <p>Not here: formats that people write or that other programs define (cluster file, CIB, status), which are in the
 * packages beside this one; framing and limits of size, which belong to whoever stores or sends the bytes.
 *
 * <p>Read {@link crm.formats.values.ValueCodec} first.
 */
@NullMarked
package crm.formats.values;

import org.jspecify.annotations.NullMarked;
