// SPDX-License-Identifier: Apache-2.0
/** Takes stacks inside the JVM, when no helper process can be had. */
@NullMarked
package porthole.capture.inprocess.internal;

import org.jspecify.annotations.NullMarked;
