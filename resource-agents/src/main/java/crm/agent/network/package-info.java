/**
 * The floating address: put on an interface, announced to the neighbours, and refused while another machine answers
 * for it. Frames are made and read by {@link crm.agent.network.ArpPacket} and
 * {@link crm.agent.network.NeighbourMessage}, which touch nothing.
 *
 * <p>Not here: how bytes reach the kernel ({@link crm.agent.kernel}).
 *
 * <p>Read {@link crm.agent.network.FloatingIp} first.
 */
@NullMarked
package crm.agent.network;

import org.jspecify.annotations.NullMarked;
