/**
 * The few calls of the Linux kernel that Java has no words for, made through the foreign-function interface: route
 * netlink (addresses and links), packet sockets (raw Ethernet frames), pid file descriptors and signals. Each type
 * wraps one kind of descriptor, closes it, and turns {@code errno} into a {@link crm.agent.kernel.KernelException}.
 * 64-bit Linux only (x86-64 and aarch64 share every number used here).
 *
 * <p>Not here: what the bytes mean to a service. Frames of ARP and neighbour discovery are made in
 * {@link crm.agent.network}; processes are judged in {@link crm.agent.process}.
 *
 * <p>Read {@link crm.agent.kernel.Descriptor} first, then {@link crm.agent.kernel.RouteSocket}.
 */
@NullMarked
package crm.agent.kernel;

import org.jspecify.annotations.NullMarked;
