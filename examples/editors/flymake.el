;; Emacs without a language server: add this to your init file. Findings come with Flymake, as you type.
(defun akashlint-flymake (report &rest _)
  "Tell REPORT what akashlint finds in the buffer."
  (let ((out (generate-new-buffer " *akashlint*")) (name (or buffer-file-name "buffer")) found)
    (call-process-region nil nil "akashlint" nil out nil "-f" "gcc" "--stdin-filename" name "-")
    (dolist (line (split-string (with-current-buffer out (buffer-string)) "\n"))
      (when (string-match ":\\([0-9]+\\):\\([0-9]+\\): \\([a-z]+\\): \\(.*\\)" line)
        (let* ((words (mapcar (lambda (n) (match-string n line)) '(1 2 3 4)))
               (place (apply #'flymake-diag-region (current-buffer) (mapcar #'string-to-number (seq-take words 2)))))
          (push (flymake-make-diagnostic (current-buffer) (car place) (cdr place) (intern (concat ":" (nth 2 words)))
                                         (nth 3 words)) found))))
    (kill-buffer out)
    (funcall report found)))
(add-hook 'yaml-mode-hook
          (lambda ()
            (when (save-excursion (re-search-forward "^\\(profiles\\|deployment\\):" nil t))
              (add-hook 'flymake-diagnostic-functions #'akashlint-flymake nil t)
              (flymake-mode))))
