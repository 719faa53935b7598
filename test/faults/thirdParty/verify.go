// Command verify judges a log of the evidence with golang.org/x/mod/sumdb/{note,tlog} as they are published, and nothing of
// ours but the reading of its input: a verifier key, a checkpoint, an older checkpoint, proofs, and entries.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Index  int64
	Entry  string
	Hashes []string
}

type input struct {
	Verifier    string
	Checkpoint  string
	Older       string
	Consistency []string
	Proofs      []proof
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func hashes(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			fail(err)
		}
		all = append(all, hash)
	}
	return all
}

func open(checkpoint string, verifiers note.Verifiers) (int64, tlog.Hash) {
	opened, err := note.Open([]byte(checkpoint), verifiers)
	if err != nil {
		fail(err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail(err)
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		fail(err)
	}
	var hash tlog.Hash
	copy(hash[:], root)
	return size, hash
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fail(err)
	}
	verifier, err := note.NewVerifier(in.Verifier)
	if err != nil {
		fail(err)
	}
	verifiers := note.VerifierList(verifier)
	size, root := open(in.Checkpoint, verifiers)
	olderSize, olderRoot := open(in.Older, verifiers)
	if err := tlog.CheckTree(tlog.TreeProof(hashes(in.Consistency)), size, root, olderSize, olderRoot); err != nil {
		fail(err)
	}
	for _, one := range in.Proofs {
		if err := tlog.CheckRecord(tlog.RecordProof(hashes(one.Hashes)), size, root, one.Index, tlog.RecordHash([]byte(one.Entry))); err != nil {
			fail(fmt.Errorf("entry %d: %w", one.Index, err))
		}
	}
	fmt.Printf("%d entries, %d proofs\n", size, len(in.Proofs))
}
