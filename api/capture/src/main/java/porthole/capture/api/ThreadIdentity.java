// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

/**
 * The names that one thread goes by. A number that is not known is 0.
 *
 * @param threadId {@code Thread.getId()}
 * @param osThreadId the operating system's thread id
 * @param javaThreadAddress address of HotSpot's JavaThread
 * @param name the thread's name
 */
public record ThreadIdentity(long threadId, long osThreadId, long javaThreadAddress, String name) {}
