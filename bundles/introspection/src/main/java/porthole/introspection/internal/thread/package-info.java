// SPDX-License-Identifier: Apache-2.0
/** What the JVM does not tell about a thread: its OS id and its JavaThread. */
@NullMarked
package porthole.introspection.internal.thread;

import org.jspecify.annotations.NullMarked;
