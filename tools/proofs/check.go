// Checks checkpoints and proofs of caselog with the packages that Go's own checksum database uses, which share no code with
// caselog: golang.org/x/mod/sumdb/note for signatures, and golang.org/x/mod/sumdb/tlog for the tree.
//
//	check KEY checkpoint FILE | line FILE | continuation FILE     one line on standard output, status 0 where it holds
//	check KEY checkpoint|line|continuation FILE --every-bit       also that nothing holds with any bit changed
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func hash(text string) (tlog.Hash, error) {
	var found tlog.Hash
	decoded, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(decoded) != tlog.HashSize {
		return found, errors.New("not a hash: " + text)
	}
	copy(found[:], decoded)
	return found, nil
}

// openCheckpoint checks a signed note and reads its body.
func openCheckpoint(text []byte, verifier note.Verifier) (checkpoint, error) {
	var found checkpoint
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return found, err
	}
	// The last character of a signature's base64 has two bits to spare, which the package does not look at.
	for _, signature := range opened.Sigs {
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return found, err
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return found, errors.New("not a checkpoint of this feed")
	}
	if found.size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || strconv.FormatInt(found.size, 10) != lines[1] {
		return found, errors.New("not a size: " + lines[1])
	}
	found.origin = lines[0]
	found.root, err = hash(lines[2])
	return found, err
}

// hashes reads lines of base64 up to an empty one.
func hashes(text []byte) ([]tlog.Hash, []byte, error) {
	var found []tlog.Hash
	for {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			return nil, nil, errors.New("the hashes do not end")
		}
		line := string(text[:end])
		text = text[end+1:]
		if line == "" {
			return found, text, nil
		}
		one, err := hash(line)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, one)
	}
}

// take reads a line that begins so.
func take(text []byte, prefix string) (string, []byte, error) {
	end := bytes.IndexByte(text, '\n')
	if end < 0 || !strings.HasPrefix(string(text[:end]), prefix) {
		return "", nil, errors.New("no line " + prefix)
	}
	return string(text[len(prefix):end]), text[end+1:], nil
}

func checkLine(text []byte, verifier note.Verifier, key string) (string, error) {
	if _, rest, err := take(text, "c2sp.org/tlog-proof@v1"); err != nil {
		return "", err
	} else {
		text = rest
	}
	extra, text, err := take(text, "extra ")
	if err != nil {
		return "", err
	}
	index, text, err := take(text, "index ")
	if err != nil {
		return "", err
	}
	number, err := strconv.ParseInt(index, 10, 64)
	if err != nil || strconv.FormatInt(number, 10) != index {
		return "", errors.New("not an index: " + index)
	}
	found, text, err := hashes(text)
	if err != nil {
		return "", err
	}
	signed, err := openCheckpoint(text, verifier)
	if err != nil {
		return "", err
	}
	both, err := base64.StdEncoding.Strict().DecodeString(extra)
	if err != nil {
		return "", err
	}
	end := bytes.IndexByte(both, '\n')
	if end < 0 || string(both[:end]) != key {
		return "", errors.New("another key")
	}
	line := both[end+1:]
	if err := tlog.CheckRecord(found, signed.size, signed.root, number, tlog.RecordHash(line)); err != nil {
		return "", err
	}
	return fmt.Sprintf("line %d of %s holds %d bytes", number+1, signed.origin, len(line)), nil
}

func checkContinuation(text []byte, verifier note.Verifier, key string) (string, error) {
	if _, rest, err := take(text, "caselog/continuation-proof@v1"); err != nil || len(text)-len(rest) != 30 {
		return "", errors.New("not a continuation")
	} else {
		text = rest
	}
	own, text, err := take(text, "key ")
	if err != nil || own != key {
		return "", errors.New("another key")
	}
	found, text, err := hashes(text)
	if err != nil {
		return "", err
	}
	// The later checkpoint begins after the signatures of the earlier one.
	split := bytes.Index(text[1:], []byte("\n"+verifier.Name()+"\n"))
	if split < 0 {
		return "", errors.New("no second checkpoint")
	}
	earlier, err := openCheckpoint(text[:split+2], verifier)
	if err != nil {
		return "", err
	}
	later, err := openCheckpoint(text[split+2:], verifier)
	if err != nil {
		return "", err
	}
	if err := tlog.CheckTree(found, later.size, later.root, earlier.size, earlier.root); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s goes on from %d to %d lines", later.origin, earlier.size, later.size), nil
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "check KEY checkpoint|line|continuation FILE [--every-bit]")
		os.Exit(2)
	}
	keyFile, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	key := strings.TrimSuffix(string(keyFile), "\n")
	verifier, err := note.NewVerifier(key)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	check := func(text []byte) (string, error) {
		switch os.Args[2] {
		case "line":
			return checkLine(text, verifier, key)
		case "continuation":
			return checkContinuation(text, verifier, key)
		default:
			signed, err := openCheckpoint(text, verifier)
			return fmt.Sprintf("%s is signed for %d lines", signed.origin, signed.size), err
		}
	}
	text, err := os.ReadFile(os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	words, err := check(text)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	tried := 0
	if len(os.Args) > 4 {
		for place := range text {
			for bit := 0; bit < 8; bit++ {
				changed := append([]byte(nil), text...)
				changed[place] ^= 1 << bit
				tried++
				if _, err := check(changed); err == nil {
					fmt.Fprintf(os.Stderr, "holds with bit %d of byte %d changed\n", bit, place)
					os.Exit(1)
				}
			}
		}
		words += fmt.Sprintf("; %d changed ones do not hold", tried)
	}
	fmt.Println(words)
}
