// SPDX-License-Identifier: Apache-2.0
/** Publishes the helper JVM as a capture backend. */
@NullMarked
package porthole.capture.jvm.internal;

import org.jspecify.annotations.NullMarked;
