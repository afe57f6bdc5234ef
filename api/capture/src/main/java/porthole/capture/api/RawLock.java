// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * What a thread waits for.
 *
 * @param className class of the lock object
 * @param identity tells one lock object from another within one capture; as a backend names it
 * @param waiting true for {@code Object.wait} or parking, false for entering a monitor
 * @param ownerThreadId {@code Thread.getId()} of the owner, or 0 where it has none or is not known
 */
public record RawLock(String className, String identity, boolean waiting, long ownerThreadId) {}
