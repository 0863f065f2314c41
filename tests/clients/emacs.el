;;; -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: Apache-2.0
;; In: an SDL in $SDL, a set-up of Emacs in $EXAMPLE. Out: in $FOUND what Flymake shows before and after a fix.
(require 'cl-lib)
(require 'flymake)
(require 'json)
(define-derived-mode yaml-mode prog-mode "YAML")
(add-to-list 'auto-mode-alist '("\\.ya?ml\\'" . yaml-mode))

(defvar is-eglot (string-suffix-p "eglot.el" (getenv "EXAMPLE")))
(defvar code (getenv "CODE"))

(defun code-of (diag)
  (if is-eglot
      (plist-get (cdr (assoc 'eglot-lsp-diag (flymake-diagnostic-data diag))) :code)
    (and (string-match "\\[\\([a-z0-9-]+\\)\\]$" (flymake-diagnostic-text diag))
         (match-string 1 (flymake-diagnostic-text diag)))))

(defun place-of (diag)
  (save-excursion
    (goto-char (flymake-diagnostic-beg diag))
    (vector (line-number-at-pos) (1+ (- (point) (line-beginning-position))) (code-of diag))))

(defun found () (vconcat (mapcar #'place-of (flymake-diagnostics))))
(defun has-code () (cl-find code (flymake-diagnostics) :key #'code-of :test #'equal))

(defun wait-until (condition)
  (let ((deadline (+ (float-time) 15)))
    (while (not (or (funcall condition) (> (float-time) deadline)))
      (when is-eglot (eglot--signal-textDocument/didChange))
      (flymake-start)
      (accept-process-output nil 0.05))))

(defun fix-with-eglot ()
  (let ((action (car (eglot-code-actions (flymake-diagnostic-beg (has-code)) (flymake-diagnostic-end (has-code)) "quickfix"))))
    (when action (eglot--apply-workspace-edit (plist-get action :edit)))))

(defun fix-with-command ()
  (call-process "akashlint" nil nil nil "--fix" buffer-file-name)
  (revert-buffer t t t))

(load (getenv "EXAMPLE") nil t)
(find-file (getenv "SDL"))
(when is-eglot
  (run-hooks 'post-command-hook)
  (setq eglot-confirm-server-initiated-edits nil))
(wait-until #'has-code)
(let ((before (found)))
  (if is-eglot (fix-with-eglot) (fix-with-command))
  (wait-until (lambda () (not (has-code))))
  (let ((text (json-encode (list :before before :after (found) :text (buffer-string)))))
    (with-temp-file (getenv "FOUND") (insert text))))
(when is-eglot
  (eglot-shutdown (eglot-current-server)))
