// SPDX-License-Identifier: Apache-2.0
/** The console's pages, served as files from this bundle. */
@NullMarked
package porthole.admin.internal.studio;

import org.jspecify.annotations.NullMarked;
