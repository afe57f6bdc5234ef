// SPDX-License-Identifier: Apache-2.0
/** Runs in the helper process: knows nothing of OSGi. */
@NullMarked
package porthole.capture.jvm.internal.helper;

import org.jspecify.annotations.NullMarked;
