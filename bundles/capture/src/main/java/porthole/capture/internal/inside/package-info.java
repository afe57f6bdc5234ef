// SPDX-License-Identifier: Apache-2.0
/** What only the JVM itself can tell: the virtual threads that no thread carries. */
@NullMarked
package porthole.capture.internal.inside;

import org.jspecify.annotations.NullMarked;
