// Package shim stands inside the tree of the Docker provider's module path, whose provider package is internal.
package shim

import (
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/terraform-providers/terraform-provider-docker/internal/provider"
)

// New is the Terraform provider, which says version to the engine.
func New(version string) *schema.Provider { return provider.New(version)() }
