// SPDX-License-Identifier: Apache-2.0
/** Makes sense of HotSpot's thread dumps. */
@NullMarked
package porthole.capture.jvm.internal.dump;

import org.jspecify.annotations.NullMarked;
