/**
 * The mounted disk: a LUN of an iSCSI target, reserved so that no other node can write, checked and mounted. The
 * kernel's initiator serves where there is one; else qemu-storage-daemon shows the LUN as a file.
 *
 * <p>{@link crm.agent.storage.PersistentReservation} and {@link crm.agent.storage.IscsiPdu} are pure: bytes in and
 * out.
 *
 * <p>Not here: sessions and signals of processes ({@link crm.agent.process}).
 *
 * <p>Read {@link crm.agent.storage.IscsiMount} first, then {@link crm.agent.storage.Reserving}.
 */
@NullMarked
package crm.agent.storage;

import org.jspecify.annotations.NullMarked;
