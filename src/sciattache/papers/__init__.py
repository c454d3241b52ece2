"""What a paper says, and its drawing as PDF, workbook or preview."""
