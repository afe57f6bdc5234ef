// SPDX-License-Identifier: Apache-2.0
/** How documents lie in an environment, and how they are read. */
@NullMarked
package porthole.storage.internal.document;

import org.jspecify.annotations.NullMarked;
