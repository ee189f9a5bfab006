// The plugin that Pulumi starts for the package kubernetes: Pulumi's own provider. Its module lacks the file that its
// own main embeds, so this one reads what that is made from, which lies beside the executable.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

// The linker sets it to the version of the SDK that is served.
var version = "0.0.0"

func main() {
	provider.Serve("kubernetes", version, read("schema.json"), nil)
}

// A file beside the executable, wherever a link to it may lie.
func read(name string) []byte {
	executable, err := os.Executable()
	if err == nil {
		executable, err = filepath.EvalSymlinks(executable)
	}
	var content []byte
	if err == nil {
		content, err = os.ReadFile(filepath.Join(filepath.Dir(executable), name))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-kubernetes:", err)
		os.Exit(1)
	}
	return content
}
